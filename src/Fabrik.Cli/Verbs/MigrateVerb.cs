using System.CommandLine;
using System.Text.Json.Nodes;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Postgres;

namespace Fabrik.Cli.Verbs;

internal sealed class MigrateVerb : Verb
{
    private readonly Option<string> _owner = new("--postgres") { Description = "PostgreSQL, as the role that owns the schema", HelpName = "DSN", Required = true };

    private readonly Option<string> _application = new("--app-role")
    {
        Description = "The role that `fabrik serve` uses; must not own anything or bypass row security",
        HelpName = "ROLE",
        DefaultValueFactory = _ => "fabrik_app",
    };

    public MigrateVerb(CliEnvironment environment)
        : base(
            "migrate",
            "Bring a PostgreSQL schema up to this version",
            new("fabrik migrate --postgres 'Host=db;Username=fabrik_owner;Database=fabrik'", "for the role fabrik_app"),
            new("fabrik migrate --postgres \"$OWNER_DSN\" --app-role web", "for another role"))
    {
        Options.Add(_owner);
        Options.Add(_application);
        Runs(environment, async (parsed, screen, cancellation) =>
        {
            StoreLocation.RequireReadable(parsed.GetValue(_owner)!);
            try
            {
                await PostgresStore.MigrateAsync(parsed.GetValue(_owner)!, parsed.GetValue(_application)!, cancellation);
            }
            catch (Npgsql.NpgsqlException e)
            {
                throw new CliFailure(ExitCode.Unreachable, $"PostgreSQL can't be migrated: {e.Message}", "check the DSN, and that the application role exists: CREATE ROLE fabrik_app LOGIN");
            }

            if (screen.Json) screen.DataLine(new JsonObject { ["app_role"] = parsed.GetValue(_application) }.ToJsonString());
            else screen.DataLine($"the schema is this version's; `{parsed.GetValue(_application)}` can serve it");
            return ExitCode.Pass;
        });
    }
}

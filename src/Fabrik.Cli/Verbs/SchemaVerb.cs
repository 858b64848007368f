using System.CommandLine;
using System.Text.Json;
using Fabrik.Cli.Configuration;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs;

internal sealed class SchemaVerb : Verb
{
    public SchemaVerb(CliEnvironment environment)
        : base(
            "schema",
            "Print the JSON Schema of a configuration file",
            new("fabrik schema", "which there are"),
            new("fabrik schema laos > schemas/laos.schema.json", "that of .laosrc.yaml, for editors"))
    {
        var name = new Argument<string?>("NAME") { Description = string.Join(", ", Schemas.Catalogue.Names), Arity = ArgumentArity.ZeroOrOne };
        Arguments.Add(name);
        Runs(environment, (parsed, screen, _) =>
        {
            if (parsed.GetValue(name) is not { } wanted)
            {
                if (screen.Json) screen.DataLine(JsonSerializer.Serialize(Schemas.Catalogue.Names));
                else foreach (var known in Schemas.Catalogue.Names) screen.DataLine(known);
            }
            else if (Schemas.Catalogue.TrySchema(wanted, out var schema))
            {
                screen.Data(schema);
            }
            else
            {
                throw new CliFailure(ExitCode.Usage, $"no schema '{wanted}'", $"there are {string.Join(", ", Schemas.Catalogue.Names)}");
            }

            return Task.FromResult(ExitCode.Pass);
        });
    }
}

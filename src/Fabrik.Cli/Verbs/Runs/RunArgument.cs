using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Store;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Verbs.Runs;

/// <summary>A run on the command line: its id, or `latest`.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("RUN") { Description = "Run id, or `latest`" };

    /// <summary>Ends the verb as inconclusive when there is no such run: an unknown run proves nothing.</summary>
    public static async Task<Run> FindAsync(IFabrikStore store, ProjectScope scope, string text, CancellationToken cancellation)
    {
        if (text == "latest")
        {
            var page = await store.Runs.ListAsync(scope, new RunQuery { Limit = 1 }, cancellation);
            return page.Items.Count == 1 ? page.Items[0] : throw new CliFailure(ExitCode.Inconclusive, $"project '{scope.Project}' has no runs");
        }

        if (!RunId.TryParse(text, out var id)) throw new CliFailure(ExitCode.Usage, $"'{text}' is not a run id", "letters, digits and . _ : - up to 128 characters");
        return await store.Runs.GetAsync(scope, id, cancellation)
            ?? throw new CliFailure(ExitCode.Inconclusive, $"no run '{id}' in project '{scope.Project}'", "see `fabrik runs list`");
    }
}

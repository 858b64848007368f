using Fabrik.Cli.Terminal;
using Fabrik.Core.Config;
using Fabrik.Core.Time;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Hints;
using Fabrik.Laos.Judging;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>From evidence to report, the same way for every verb that judges.</summary>
internal static class LintReporting
{
    /// <summary>Adds the hints to fresh evidence, so that they stay with it.</summary>
    public static RunEvidence WithHints(LaosConfig config, RunEvidence evidence, CliEnvironment environment) =>
        evidence with { Queries = QueryHints.Of(Addressed(config, environment), evidence) };

    public static LintReport Judge(ConfigResult<LaosConfig> config, RunEvidence evidence, CliEnvironment environment) =>
        LintJudge.Judge(config.Value!, evidence, new Dictionary<string, string>(StringComparer.Ordinal) { ["fabrik"] = VersionVerb.Current }, metric => LaosConfiguration.Locate(config, metric)) with
        {
            CreatedAt = UnixTime.Now(environment.Time),
        };

    private static LaosConfig Addressed(LaosConfig config, CliEnvironment environment) => config with
    {
        Grafana = config.Grafana with { Url = config.Grafana.Url ?? environment.Variable("GRAFANA_URL") },
        Sources = config.Sources with
        {
            Sentry = config.Sources.Sentry is { } sentry
                ? sentry with { Url = sentry.Url ?? environment.Variable("SENTRY_URL"), Org = sentry.Org ?? environment.Variable("SENTRY_ORG") }
                : null,
        },
    };
}

using Fabrik.Cli.Terminal;

namespace Fabrik.Cli.Verbs.Demo;

/// <summary>The LangGraph.js sample, unmodified: it knows its model and the standard OTEL_* variables, nothing of Fabrik.</summary>
internal sealed class SampleAgent(string directory)
{
    public string Directory => directory;

    public string Script => Path.Combine(directory, "script.yaml");

    public string Thresholds => Path.Combine(directory, ".laosrc.yaml");

    public static SampleAgent Find(CliEnvironment environment) => new(SampleFolder.Find("research-agent", environment));

    /// <summary>Installs the agent's packages when its lock file says so.</summary>
    public Task InstallAsync(Screen screen, CancellationToken cancellation) => SampleFolder.InstallAsync(directory, "the sample agent's packages", screen, cancellation);

    public Task<ChildResult> AskAsync(DemoRun run, string modelUrl, string otlpUrl, string apiKey, CancellationToken cancellation) => ChildProcess.RunAsync(
        "node",
        ["--import", "./tracing.mjs", "agent.mjs", run.Question],
        directory,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_BASE_URL"] = modelUrl,
            ["OPENAI_API_KEY"] = "none",
            ["MODEL"] = run.Model,
            ["OTEL_SERVICE_NAME"] = "research-agent",
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"run_id={run.Id},agent=research-agent,deployment.environment.name=demo,service.version=0.1.0",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpUrl,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-api-key={apiKey}",
            ["OTEL_TRACES_EXPORTER"] = "otlp",
            ["OTEL_METRICS_EXPORTER"] = "none",
            ["OTEL_LOGS_EXPORTER"] = "none",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["NO_PROXY"] = "127.0.0.1,localhost",
        },
        cancellation);
}

using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs.Demo;

/// <summary>The LangGraph.js sample, unmodified: it knows its model and the standard OTEL_* variables, nothing of Fabrik.</summary>
internal sealed class SampleAgent(string directory)
{
    public string Directory => directory;

    public string Script => Path.Combine(directory, "script.yaml");

    public string Thresholds => Path.Combine(directory, ".laosrc.yaml");

    /// <summary>Looks for <c>samples/research-agent</c> above the program, where a source build has it.</summary>
    public static SampleAgent Find(CliEnvironment environment)
    {
        foreach (var start in (string[])[environment.WorkingDirectory, environment.ProgramDirectory])
        {
            for (var at = start; at is not null; at = Path.GetDirectoryName(at))
            {
                var candidate = Path.Combine(at, "samples", "research-agent");
                if (File.Exists(Path.Combine(candidate, "agent.mjs"))) return new SampleAgent(candidate);
            }
        }

        throw new CliFailure(ExitCode.Unreachable, "samples/research-agent is not here", "run the demo in a clone of the repository");
    }

    /// <summary>Installs the agent's packages when its lock file says so.</summary>
    public async Task InstallAsync(Screen screen, CancellationToken cancellation)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(directory, "package-lock.json"))) return;

        screen.Say("▸ installing the sample agent's packages (npm ci)");
        var result = await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], new Dictionary<string, string>(StringComparer.Ordinal), cancellation);
        if (result.ExitCode != 0) throw new CliFailure(ExitCode.Unreachable, $"npm ci failed in {directory}", result.Error.Trim());
    }

    public Task<ChildResult> AskAsync(DemoRun run, string modelUrl, string otlpUrl, string apiKey, CancellationToken cancellation) => RunAsync(
        "node",
        ["--import", "./tracing.mjs", "agent.mjs", run.Question],
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

    private async Task<ChildResult> RunAsync(string program, string[] arguments, Dictionary<string, string> variables, CancellationToken cancellation)
    {
        try
        {
            return await ChildProcess.RunAsync(program, arguments, directory, variables, cancellation);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new CliFailure(ExitCode.Unreachable, $"'{program}' is not installed", "install Node.js 20 or later");
        }
    }
}

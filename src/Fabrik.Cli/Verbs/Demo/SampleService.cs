using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs.Demo;

/// <summary>The checkout service, a process of its own that traces itself by OpenTelemetry and knows nothing of Fabrik.</summary>
internal sealed class SampleService : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private SampleService(Process process, string directory, string url) => (_process, Directory, Url) = (process, directory, url);

    public string Directory { get; }

    public string Url { get; }

    public string Thresholds => Path.Combine(Directory, ".laosrc.yaml");

    /// <summary>Builds it where it lies, starts it on a free port and waits until it answers.</summary>
    public static async Task<SampleService> StartAsync(string otlpUrl, string apiKey, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var directory = SampleFolder.Find("checkout-service", environment);
        await SampleFolder.InstallAsync(directory, "the load tool of the checkout service", screen, cancellation);
        screen.Say("▸ building the checkout service (dotnet)");
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        var built = await ChildProcess.RunAsync("dotnet", ["build", "-c", "Release", "-v", "quiet", "--nologo"], directory, none, cancellation);
        if (built.ExitCode != 0) throw new CliFailure(ExitCode.Unreachable, "the checkout service can't be built", (built.Output + built.Error).Trim());

        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--no-build", "--", "--urls", url])
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in (KeyValuePair<string, string>[])
            [
                new("OTEL_EXPORTER_OTLP_ENDPOINT", otlpUrl), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                new("OTEL_EXPORTER_OTLP_HEADERS", $"x-api-key={apiKey}"), new("OTEL_BSP_SCHEDULE_DELAY", "500"), new("OTEL_BSP_MAX_QUEUE_SIZE", "65536"),
            ])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new SampleService(process, directory, url);
        await service.AnswersAsync(environment.Time, cancellation);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task AnswersAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync($"{Url}/fast", cancellation);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!_process.HasExited && time.GetElapsedTime(started) < StartLimit)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

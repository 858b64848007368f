using System.Diagnostics;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Samples;

/// <summary>The built sample as a process.</summary>
internal sealed class CheckoutService : IDisposable
{
    private readonly Process _process;
    private bool _ended;

    private CheckoutService(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <param name="variables">Beyond those that send its telemetry to <paramref name="otlp"/>.</param>
    public static async Task<CheckoutService> StartAsync(Uri otlp, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [RepositoryRoot.Combine("artifacts", "bin", "CheckoutService", "release", "CheckoutService.dll"), "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp.ToString();
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        start.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        start.Environment["OTEL_BLRP_SCHEDULE_DELAY"] = "100";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync();
        const string Told = "checkout listens on ";
        return said?.StartsWith(Told, StringComparison.Ordinal) == true
            ? new CheckoutService(process, new Uri(said[Told.Length..]))
            : throw new InvalidOperationException($"The sample did not start: {said}");
    }

    /// <summary>Kills it; twice is once.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Fabrik.Laos.Tests.Doubles;

namespace Fabrik.Laos.Tests.Sources.Prometheus;

/// <summary>Debian's Prometheus in a folder and on a port of its own, scraping a target of the test four times a second.</summary>
internal sealed class RealPrometheus : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fabrik-prometheus-").FullName;
    private readonly HttpClient _client = new();
    private LoopbackServer _target = null!;
    private Process? _process;
    private string _exposition = "";

    public string Url { get; private set; } = "";

    public static bool IsInstalled => Binary is not null;

    private static string? Binary => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(p => Path.Combine(p, "prometheus")).FirstOrDefault(File.Exists);

    public static async Task<RealPrometheus> StartAsync(string exposition)
    {
        var real = new RealPrometheus();
        await real.StartItAsync(exposition);
        return real;
    }

    /// <summary>What the target says from now on; returns when it has been scraped once more.</summary>
    public async Task SayAsync(string exposition)
    {
        var before = await SamplesAsync();
        _exposition = exposition;
        await ReachAsync(before + 2);
    }

    public async Task<double> QueryAsync(string query, DateTimeOffset at)
    {
        var answer = await _client.GetStringAsync($"{Url}/api/v1/query?query={Uri.EscapeDataString(query)}&time={(at.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture)}");
        using var json = JsonDocument.Parse(answer);
        return double.Parse(json.RootElement.GetProperty("data").GetProperty("result")[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _client.Dispose();
        await _target.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartItAsync(string exposition)
    {
        _exposition = exposition;
        _target = await LoopbackServer.StartAsync(context => context.SendAsync(200, _exposition, "text/plain; version=0.0.4"));
        var config = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(config, $"""
            global: {"{"} scrape_interval: 250ms, scrape_timeout: 250ms {"}"}
            scrape_configs:
              - job_name: shop
                static_configs: [{"{"} targets: ["{new Uri(_target.Url).Authority}"] {"}"}]
            """);
        Url = $"http://127.0.0.1:{FreePort()}";
        string[] arguments = [$"--config.file={config}", $"--storage.tsdb.path={Path.Combine(_folder, "data")}", $"--web.listen-address={new Uri(Url).Authority}", "--log.level=error"];
        _process = Process.Start(new ProcessStartInfo(Binary!, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await ReachAsync(3);
    }

    private async Task ReachAsync(double samples)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(60);
        while (await SamplesAsync() < samples)
        {
            if (DateTimeOffset.UtcNow > until) throw new InvalidOperationException($"prometheus did not take {samples} samples within 60 s");
            await Task.Delay(50);
        }
    }

    // Of the target's own counter; none before the server is ready.
    private async Task<double> SamplesAsync()
    {
        if (_process is { HasExited: true }) throw new InvalidOperationException($"prometheus exited with {_process.ExitCode}");
        try
        {
            return await QueryAsync("count_over_time(up[10m])", DateTimeOffset.UtcNow);
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Fabrik.Cli.Tests.Support;
using Fabrik.Laos.Tests.Samples;

namespace Fabrik.Stories.Tests.Support;

/// <summary><c>fabrik serve</c> as a user starts it, on an embedded store of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private readonly Uri _otlp;
    private readonly string _key;

    private RunningServer(Process process, DirectoryInfo folder, Uri otlp, string key) => (_process, _folder, _otlp, _key) = (process, folder, otlp, key);

    public string Data => Path.Combine(_folder.FullName, ".fabrik");

    public static async Task<RunningServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fabrik-server-");
        var process = BuiltProgram.Start(folder.FullName, "serve", "--listen", "127.0.0.1:0", "--otlp-http", "127.0.0.1:0", "--otlp-grpc", "off", "--json");
        var told = await process.StandardOutput.ReadLineAsync();
        if (told is null) throw new InvalidOperationException("fabrik serve did not start: " + await process.StandardError.ReadToEndAsync());

        // Read on: a full pipe would stop it.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var json = JsonDocument.Parse(told);
        return new RunningServer(process, folder, new Uri(json.RootElement.GetProperty("otlp_http").GetString()!), json.RootElement.GetProperty("api_key").GetString()!);
    }

    /// <summary>Starts the sample, which reports to this server.</summary>
    public Task<CheckoutService> StartServiceAsync(params (string Name, string Value)[] variables) =>
        CheckoutService.StartAsync(_otlp, [("OTEL_EXPORTER_OTLP_HEADERS", $"x-api-key={_key}"), .. variables]);

    public async ValueTask DisposeAsync()
    {
        await BuiltProgram.SignalAsync(_process, "INT");
        using var limit = new CancellationTokenSource(BuiltProgram.Limit);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Fabrik.Testing;

namespace Fabrik.Bench.Targets;

/// <summary><c>fabrik serve</c> as a user starts it, in a process of its own, on a free port.</summary>
internal sealed partial class FabrikProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _key;

    private FabrikProcess(Process process, string address, string key) => (_process, Address, _key) = (process, address, key);

    public static string Program { get; } = RepositoryRoot.Combine("fabrik");

    public string Address { get; }

    /// <param name="data">The data directory; null for PostgreSQL.</param>
    /// <param name="postgres">The application role's connection string.</param>
    /// <param name="key">An API key of the store; null where the store is new and the server makes one.</param>
    public static async Task<FabrikProcess> StartAsync(string? data, string? postgres = null, string? key = null)
    {
        var start = CommandLine.Start(Program, "serve", "--listen", "127.0.0.1:0", "--otlp-http", "off", "--otlp-grpc", "off");
        if (data is not null) start.ArgumentList.Add("--data");
        if (data is not null) start.ArgumentList.Add(data);
        if (postgres is not null) start.Environment["FABRIK_POSTGRES"] = postgres;
        var process = Process.Start(start)!;
        string? address = null;
        List<string> said = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (AddressLine().Match(line) is { Success: true } api) address ??= api.Value;
            if (KeyLine().Match(line) is { Success: true } made) key = made.Groups["key"].Value;
            if (!StoreLine().IsMatch(line)) continue;
            Drain(process);
            return new FabrikProcess(process, address!, key ?? throw new InvalidOperationException("The server made no API key."));
        }

        throw new InvalidOperationException($"fabrik serve ended: {string.Join('\n', said)}{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>A client with so many connections, already authorised.</summary>
    public HttpClient Client(int connections)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        return client;
    }

    /// <summary>What the server has spent of the processors since it started: unlike a rate, hardly touched by what else runs.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Resident memory now, in MB of 10^6 bytes.</summary>
    public double ResidentMegabytes() => Status("VmRSS:");

    /// <summary>The most resident memory the process has had, in MB of 10^6 bytes.</summary>
    public double PeakResidentMegabytes() => Status("VmHWM:");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private double Status(string key)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(key, StringComparison.Ordinal));
        var kib = line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return double.Parse(kib, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <summary>Unread, its output would fill the pipes and stop it.</summary>
    private static void Drain(Process process)
    {
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddressLine();

    [GeneratedRegex(@"^\s*API key, shown once\s+(?<key>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^\s*store\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StoreLine();
}

using System.Diagnostics;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Otlp;
using Fabrik.Testing;

namespace Fabrik.Telemetry.Tests.Otlp.Interop;

/// <summary>The OpenTelemetry JS exporters, unmodified, by every transport they have: all must give the same records.</summary>
public sealed class NodeExporterTests
{
    private static readonly Lazy<string?> Unready = new(Prepare);

    [Theory]
    [InlineData("proto", "HTTP/1.1 application/x-protobuf", null)]
    [InlineData("proto", "HTTP/1.1 application/x-protobuf gzip", "gzip")]
    [InlineData("http", "HTTP/1.1 application/json", null)]
    [InlineData("http", "HTTP/1.1 application/json gzip", "gzip")]
    [InlineData("grpc", "HTTP/2 application/grpc", null)]
    [InlineData("grpc", "HTTP/2 application/grpc gzip", "gzip")]
    public async Task What_the_exporter_sends_is_what_arrives(string transport, string request, string? compression)
    {
        Assert.SkipWhen(Unready.Value is not null, Unready.Value ?? "");
        await using var capture = await OtlpCapture.StartAsync();
        var url = (transport == "grpc" ? capture.Grpc : capture.Http).ToString().TrimEnd('/');
        var (exitCode, output) = Run("node", ["send.mjs", transport, url, .. compression is null ? Array.Empty<string>() : [compression]]);
        Assert.True(exitCode == 0, output);

        Assert.All(capture.Requests, seen => Assert.Equal(request, seen));
        Golden.Match("node-traces.txt", RecordText.Of(One(capture.Traces)));

        // Each record is a request of its own, and two requests may overtake each other.
        var logs = One(capture.Logs);
        Golden.Match("node-logs.txt", RecordText.Of(logs with { Items = [.. logs.Items.OrderBy(line => line.Time)] }));

        // The metrics SDK takes its times from the clock.
        var metrics = One(capture.Metrics);
        Assert.All(metrics.Items, point => Assert.True(point.StartedAt is null || point.StartedAt <= point.Time));
        var timeless = metrics.Items.Select(point => point with { Time = UnixTime.Zero, StartedAt = point.StartedAt is null ? null : UnixTime.Zero });
        Golden.Match("node-metrics.txt", RecordText.Of(metrics with { Items = [.. timeless] }));
    }

    private static OtlpBatch<T> One<T>(List<OtlpBatch<T>> batches) =>
        new([.. batches.SelectMany(b => b.Items)], batches.Sum(b => b.Rejected), batches.FirstOrDefault(b => b.Reason is not null)?.Reason);

    private static string? Prepare()
    {
        try
        {
            if (Run("node", ["--version"]).ExitCode != 0) return "node does not run";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node is not installed";
        }

        if (Directory.Exists(Path.Combine(Folder, "node_modules"))) return null;
        var (exitCode, output) = Run("npm", ["ci"]);
        return exitCode == 0 ? null : throw new InvalidOperationException("npm ci failed in tests/otel-js: " + output);
    }

    private static string Folder => RepositoryRoot.Combine("tests", "otel-js");

    private static (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Fabrik.Cli.Verbs.Demo;

namespace Fabrik.Cli.Verbs.Doctor;

/// <summary>Looks at the machine: programs on the PATH, libraries, ports, the data folder.</summary>
internal sealed class Machine(IReadOnlyDictionary<string, string> variables, string directory)
{
    public async Task<IReadOnlyList<MachineCheck>> CheckAsync(string data, CancellationToken cancellation) =>
    [
        new(".NET", RuntimeInformation.FrameworkDescription, Required: true, "runs fabrik", "install the .NET 10 SDK"),
        new("libsqlite3", Library("libsqlite3.so.0", "sqlite3_libversion"), Required: true, "the embedded store", "apt-get install libsqlite3-0"),
        new("data folder", Writable(data), Required: true, "the embedded store", $"make {data} writable, or give --data DIR"),
        Port(7070, "the API and UI"),
        Port(4318, "OTLP over HTTP"),
        Port(4317, "OTLP over gRPC"),
        new("node", await VersionAsync("node", cancellation), Required: false, "the sample agent, building the UI", "install Node.js 20 or later"),
        new("npm", await VersionAsync("npm", cancellation), Required: false, "the sample agent, building the UI", "install Node.js 20 or later"),
        new("git", await VersionAsync("git", cancellation), Required: false, "versions in reports", "apt-get install git"),
        new("PostgreSQL", PostgresBinaries(), Required: false, "tests of the PostgreSQL store", "apt-get install postgresql"),
        new("chromium", await VersionAsync("chromium", cancellation), Required: false, "browser tests", "apt-get install chromium"),
    ];

    private static MachineCheck Port(int port, string use)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return new($"port {port}", "free", Required: false, use, "");
        }
        catch (SocketException)
        {
            return new($"port {port}", null, Required: false, use, $"something listens there already (ss -ltnp 'sport = :{port}'); fabrik can take another port");
        }
    }

    private static unsafe string? Library(string name, string versionFunction)
    {
        if (!NativeLibrary.TryLoad(name, out var library)) return null;
        var version = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, versionFunction);
        return Marshal.PtrToStringUTF8((nint)version());
    }

    private static string? Writable(string data)
    {
        try
        {
            for (var at = data; at is not null; at = Path.GetDirectoryName(at))
            {
                if (!Directory.Exists(at)) continue;
                var probe = Path.Combine(at, $".fabrik-probe-{Environment.ProcessId}");
                using (File.Create(probe, 1, FileOptions.DeleteOnClose)) return data;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }

    private static string? PostgresBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Where(d => File.Exists(Path.Combine(d, "bin", "initdb")))
            .Select(Path.GetFileName).OrderDescending(StringComparer.Ordinal).FirstOrDefault()
        : null;

    private async Task<string?> VersionAsync(string program, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var result = await ChildProcess.RunAsync(program, ["--version"], directory, variables, limit.Token);
            return result.ExitCode == 0 ? result.Output.Split('\n')[0].Trim() : null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}

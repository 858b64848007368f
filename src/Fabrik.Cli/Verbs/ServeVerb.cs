using System.CommandLine;
using System.Text.Json.Nodes;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Fabrik.Cli.Verbs;

internal sealed class ServeVerb : Verb
{
    private readonly StoreOptions _store = new();

    private readonly Option<string> _listen = new("--listen")
    {
        Description = $"Address of the API and UI (default {ServerOptions.DefaultListen}; port 0 takes a free one)",
        HelpName = "IP:PORT",
        DefaultValueFactory = _ => ServerOptions.DefaultListen,
    };

    private readonly Option<string> _otlpHttp = new("--otlp-http")
    {
        Description = $"OTLP over HTTP alone (default {ServerOptions.DefaultOtlpHttp}; `off` for none)",
        HelpName = "IP:PORT",
        DefaultValueFactory = _ => ServerOptions.DefaultOtlpHttp,
    };

    private readonly Option<string> _otlpGrpc = new("--otlp-grpc")
    {
        Description = $"OTLP over gRPC (default {ServerOptions.DefaultOtlpGrpc}; `off` for none)",
        HelpName = "IP:PORT",
        DefaultValueFactory = _ => ServerOptions.DefaultOtlpGrpc,
    };

    private readonly Option<string?> _certificate = new("--tls-cert") { Description = "PEM certificate: every listener speaks TLS", HelpName = "FILE" };

    private readonly Option<string?> _key = new("--tls-key") { Description = "Its PEM key, where it is not in the same file", HelpName = "FILE" };

    private readonly Option<bool> _insecure = new("--insecure") { Description = "Allow plain text on an address that others can reach" };

    public ServeVerb(CliEnvironment environment)
        : base(
            "serve",
            "Run the server: API, UI and OTLP",
            new("fabrik serve", "embedded store in .fabrik, http://127.0.0.1:7070"),
            new("fabrik serve --data /var/lib/fabrik --listen 127.0.0.1:8080", "another folder and port"),
            new("fabrik serve --postgres 'Host=db;Username=fabrik_app;Database=fabrik'", "on PostgreSQL, after `fabrik migrate`"))
    {
        _store.AddTo(this, scoped: false);
        foreach (var option in (Option[])[_listen, _otlpHttp, _otlpGrpc, _certificate, _key, _insecure]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var location = StoreLocation.From(parsed, _store, environment);
        await using var store = await location.OpenAsync(environment.Time, cancellation);
        var options = new ServerOptions
        {
            Store = store,
            Listen = parsed.GetValue(_listen)!,
            OtlpHttp = OrNone(parsed.GetValue(_otlpHttp)),
            OtlpGrpc = OrNone(parsed.GetValue(_otlpGrpc)),
            CertificatePath = parsed.GetValue(_certificate),
            CertificateKeyPath = parsed.GetValue(_key),
            Insecure = parsed.GetValue(_insecure),
            Time = environment.Time,
            TelemetryEndpoint = environment.Variable("OTEL_EXPORTER_OTLP_ENDPOINT"),
            Logging = logging => logging.AddSimpleConsole(console => console.SingleLine = true)
                .AddFilter("Microsoft", LogLevel.Warning)
                .SetMinimumLevel(screen.Verbose ? LogLevel.Debug : LogLevel.Information)
                .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace),
        };

        await using var server = Build(options);
        await server.StartAsync(cancellation);
        var addresses = server.Services.GetRequiredService<ServerAddresses>();
        var first = await FirstStart.PrepareAsync(store, environment.Time, cancellation);
        Announce(screen, location, addresses, first);

        await server.WaitForShutdownAsync(cancellation);
        screen.Say("stopped; everything acknowledged is stored");
        return ExitCode.Pass;
    }

    private static WebApplication Build(ServerOptions options)
    {
        try
        {
            return FabrikServer.Build(options);
        }
        catch (ListenException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }
    }

    private static string? OrNone(string? address) => address is "off" ? null : address;

    private static string Json(StoreLocation location, ServerAddresses addresses, FirstStartResult first) => new JsonObject
    {
        ["api"] = addresses.Api,
        ["login"] = $"{addresses.Api}/login?token={first.LoginToken}",
        ["api_key"] = first.ApiKey,
        ["otlp_http"] = addresses.OtlpHttp,
        ["otlp_grpc"] = addresses.OtlpGrpc,
        ["store"] = location.Postgres is null ? location.Directory : "postgresql",
    }.ToJsonString();

    private static void Announce(Screen screen, StoreLocation location, ServerAddresses addresses, FirstStartResult first)
    {
        foreach (var warning in addresses.Warnings) screen.Warn(warning);
        if (screen.Json)
        {
            screen.DataLine(Json(location, addresses, first));
            screen.Environment.Out.Flush();
            return;
        }

        var rows = new Table(new Column(""), new Column(""));
        rows.Add("UI", new Cell(addresses.Api, Style.Strong));
        rows.Add("sign in, once", $"{addresses.Api}/login?token={first.LoginToken}");
        if (first.ApiKey is { } key) rows.Add("API key, shown once", key);
        rows.Add("OTLP", string.Join("   ", new[] { addresses.OtlpHttp is { } http ? $"{http} (HTTP)" : null, addresses.OtlpGrpc is { } grpc ? $"{grpc} (gRPC)" : null, $"{addresses.Api}/v1/traces" }.OfType<string>()));
        rows.Add("store", location.Postgres is null ? location.Directory : "PostgreSQL");
        screen.DataLine("fabrik is serving. Ctrl-C stops it.");
        screen.Data(rows.Render(int.MaxValue, new Palette(colour: false)).TrimStart('\n'));
        screen.Environment.Out.Flush();
    }
}

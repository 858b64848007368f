using System.Security.Cryptography.X509Certificates;
using Fabrik.Server.Health;
using Fabrik.Server.Http;
using Fabrik.Server.Ingest;
using Fabrik.Server.OpenApi;
using Fabrik.Server.Otlp;
using Fabrik.Server.Runs;
using Fabrik.Server.Security;
using Fabrik.Server.Streaming;
using Fabrik.Server.Telemetry;
using Fabrik.Server.Verdicts;
using Fabrik.Server.Web;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Hosting;

/// <summary>Puts the server together: what it listens on, what it is made of, what a request passes, which addresses there are.</summary>
public static class FabrikServer
{
    /// <summary>
    /// Checks the options and binds the listeners; the caller starts, stops and disposes what it gets.
    /// <see cref="ServerAddresses"/> is among its services. Nothing of the environment is read.
    /// </summary>
    /// <exception cref="ListenException">An address is malformed, unsafe or taken.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        var listeners = Listeners.Bind(options);
        try
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(FabrikServer).Assembly.GetName().Name });
            AddLogging(builder.Logging, options);
            AddServices(builder.Services, options, listeners);
            AddKestrel(builder, options, listeners);
            var app = builder.Build();
            UseSteps(app, options, listeners);
            MapAddresses(app);
            if (options.TelemetryEndpoint is { Length: > 0 }) app.Services.GetRequiredService<TelemetryExport>();
            return app;
        }
        catch
        {
            listeners.Dispose();
            throw;
        }
    }

    private static void AddLogging(ILoggingBuilder logging, ServerOptions options)
    {
        options.Logging?.Invoke(logging);

        // The framework's own request lines carry queries, and a query can carry a login token.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    }

    private static void AddServices(IServiceCollection services, ServerOptions options, Listeners listeners)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => listeners);
        services.AddSingleton(ServerAddresses.Of(listeners, tls: options.CertificatePath is not null));
        services.AddSingleton(options.Store);
        services.AddSingleton(options.Time);
        services.AddSingleton(options.Ingest);
        services.AddSingleton(options.Streams);
        services.AddSingleton(options.Redaction);
        services.AddSingleton<TenantRedactors>();
        services.AddSingleton(options.Prices);
        services.AddSingleton(options.ScopeKeys);
        services.AddSingleton(new SpanMapping(DialectTable.Current, options.Prices, options.ScopeKeys));
        services.AddSingleton<Authenticator>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<IngestBudget>();
        services.AddSingleton<IngestQueue>();
        services.AddHostedService(s => s.GetRequiredService<IngestQueue>());
        services.AddSingleton<OtlpDecoder>();
        services.AddSingleton<OtlpPipeline>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton(new StreamSlots(options.Streams.PerTenant));
        services.AddSingleton<LiveStream>();
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<OpenApiEndpoint>();
        services.AddSingleton(_ => new WebFiles(options.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        if (options.TelemetryEndpoint is { Length: > 0 } collector) services.AddSingleton(_ => TelemetryExport.Start(collector, ProductVersion.Text));
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.TypeInfoResolver = ApiJson.Default;
            json.SerializerOptions.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.NumberHandling = ApiJson.Default.Options.NumberHandling;
            foreach (var converter in ApiJson.Default.Options.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        services.AddRoutingCore();
        services.AddOpenApi(OpenApiEndpoint.DocumentName, ApiDescription.Configure);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    private static void AddKestrel(WebApplicationBuilder builder, ServerOptions options, Listeners listeners)
    {
        var certificate = options.CertificatePath is { } path ? X509Certificate2.CreateFromPemFile(path, options.CertificateKeyPath) : null;
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = listeners.Socket);
        builder.WebHost.UseKestrelCore();
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Ingest.MaxBodyBytes + GrpcFrame.HeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 2000;
            foreach (var listener in listeners.All)
            {
                kestrel.Listen(listener.EndPoint, listen =>
                {
                    listen.Protocols = listener.Role == ListenerRole.OtlpGrpc ? HttpProtocols.Http2
                        : certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                    if (certificate is not null) listen.UseHttps(certificate);
                    listen.Use(next => connection =>
                    {
                        connection.Features.Set(listener);
                        return next(connection);
                    });
                });
            }
        });
    }

    private static void UseSteps(WebApplication app, ServerOptions options, Listeners listeners)
    {
        app.UseMiddleware<ResponseHeaders>();
        app.UseMiddleware<RequestBoundary>();
        app.UseMiddleware<HostAllowList>(options.AllowedHosts, listeners.AllLoopback);
        app.UseRouting();
        app.UseMiddleware<ListenerGate>();
        app.UseMiddleware<CallerGate>();

        // Not a fallback route: with one, a wrong method would find the UI instead of 405.
        var web = app.Services.GetRequiredService<WebFiles>();
        app.Use((context, next) => context.GetEndpoint() is null ? web.HandleAsync(context) : next(context));
    }

    private static void MapAddresses(IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        routes.MapSession();
        routes.MapRuns();
        routes.MapVerdicts();
        routes.MapStreams();
        routes.MapOtlp();
        OpenApiEndpoint.Map(routes);
    }
}

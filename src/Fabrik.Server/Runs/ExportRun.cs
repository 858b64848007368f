using System.Buffers;
using System.Text.Json;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Security;
using Fabrik.Server.Verdicts;
using Fabrik.Store;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Runs;

/// <summary><c>GET /v1/runs/{run_id}/export</c>: one JSON document a line, streamed.</summary>
internal static class ExportRun
{
    public const string ContentType = "application/x-ndjson";
    private const int FlushBytes = 64 * 1024;

    public static async Task HandleAsync(HttpContext context, IFabrikStore store)
    {
        var (scope, cancellation) = (RequestScope.Of(context).Scope, context.RequestAborted);
        var reader = new QueryReader(context);
        if (reader.Errors.Count > 0)
        {
            await context.RefuseAsync(Refusals.Invalid(reader.Errors));
            return;
        }

        if (RunRoute.Run(context) is not { } id || await store.Runs.GetAsync(scope, id, cancellation) is not { } run)
        {
            await context.RefuseAsync(RunRoute.NoSuchRun);
            return;
        }

        var shown = await store.Verdicts.ShowAsync(scope, run, cancellation);
        context.Response.ContentType = ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(id.Value)}.ndjson\"";
        var output = context.Response.BodyWriter;
        using var json = new Utf8JsonWriter(output, ApiJson.WriterOptions);
        JsonSerializer.Serialize(json, shown, ApiJson.Wire.RunView);
        output.Write("\n"u8);
        await foreach (var step in store.Runs.ExportAsync(scope, id, cancellation))
        {
            json.Reset();
            JsonSerializer.Serialize(json, StepView.Of(step, withPayload: true), ApiJson.Wire.StepView);
            output.Write("\n"u8);
            if (output.UnflushedBytes > FlushBytes) await output.FlushAsync(cancellation);
        }

        await output.FlushAsync(cancellation);
    }

    /// <summary>Colons are fine in ids and not in file names everywhere.</summary>
    private static string FileName(string id) => id.Replace(':', '_');
}

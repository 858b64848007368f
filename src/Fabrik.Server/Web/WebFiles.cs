using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Fabrik.Server.Web;

/// <summary>
/// The built UI. Unknown addresses get <c>index.html</c>, whose router takes them; files under <c>assets/</c> carry a
/// hash in their name and are cached for ever; a <c>.br</c> or <c>.gz</c> beside a file is sent in its place.
/// </summary>
internal sealed class WebFiles : IDisposable
{
    private const string Index = "/index.html";
    private static readonly (string Encoding, string Suffix)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private readonly FileExtensionContentTypeProvider _types = new();
    private readonly PhysicalFileProvider? _files;

    public WebFiles(string root) => _files = Directory.Exists(root) ? new PhysicalFileProvider(Path.GetFullPath(root)) : null;

    public Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) || (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)))
            return context.RefuseAsync(Refusals.NotFound("address"));
        if (_files is null || !_files.GetFileInfo(Index).Exists) return NotBuiltAsync(context);

        var path = request.Path.Value is { Length: > 1 } named ? named : Index;
        var file = _files.GetFileInfo(path);
        var found = file is { Exists: true, IsDirectory: false } && !Array.Exists(Compressed, c => path.EndsWith(c.Suffix, StringComparison.Ordinal));

        // A missing file with an extension is a mistake of the page; a page's address has none.
        if (!found && Path.HasExtension(path)) return context.RefuseAsync(Refusals.NotFound("file"));
        if (!found) (path, file) = (Index, _files.GetFileInfo(Index));

        response.ContentType = _types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        return SendAsync(context, Choose(request, path, file, response));
    }

    public void Dispose() => _files?.Dispose();

    private IFileInfo Choose(HttpRequest request, string path, IFileInfo plain, HttpResponse response)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, suffix) in Compressed)
        {
            if (!accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality != 0)) continue;
            var file = _files!.GetFileInfo(path + suffix);
            if (!file.Exists) continue;
            response.Headers.ContentEncoding = encoding;
            return file;
        }

        return plain;
    }

    private static Task SendAsync(HttpContext context, IFileInfo file)
    {
        var tag = new EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentLength = file.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(file, context.RequestAborted);
    }

    private static Task NotBuiltAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Request.Path == "/" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            """
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Fabrik</title>
            <h1>Fabrik runs; its web UI is not built</h1>
            <p>Build it with <code>make build</code> and start the server again. The API is here: <a href="/v1/openapi.json">/v1/openapi.json</a>.</p>
            </html>
            """, context.RequestAborted);
    }
}

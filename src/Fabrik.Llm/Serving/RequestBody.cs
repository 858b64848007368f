using Microsoft.AspNetCore.Http;

namespace Fabrik.Llm.Serving;

internal static class RequestBody
{
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <returns>Null when the body is larger than 8 MiB.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}

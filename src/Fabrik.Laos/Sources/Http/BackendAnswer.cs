using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Fabrik.Laos.Sources.Http;

/// <summary>An answer read to its end.</summary>
/// <param name="ClockSkew">The server's clock minus ours when it answered; null when it sent no Date.</param>
public sealed record BackendAnswer(HttpStatusCode Status, string? ContentType, byte[] Body, HttpResponseHeaders Headers, TimeSpan? ClockSkew)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The first 300 characters on one line, for an error message.</summary>
    public string Excerpt
    {
        get
        {
            var text = Text.ReplaceLineEndings(" ").Trim();
            return text.Length <= 300 ? text : text[..300] + "…";
        }
    }
}

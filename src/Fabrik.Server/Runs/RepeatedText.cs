using System.Text;
using Fabrik.Server.Http;

namespace Fabrik.Server.Runs;

/// <summary>Steps of a batch mostly repeat service, agent, model and names: one string is kept for equal neighbours.</summary>
internal readonly struct RepeatedText(int fields)
{
    private readonly string?[] _last = new string?[fields];

    public string? Read(ref BodyReader body, StepField field, int max)
    {
        ref var last = ref _last[(int)field];
        if (last is not null && body.Token == System.Text.Json.JsonTokenType.String && !body.IsEscaped && Ascii.Equals(body.RawText, last)) return last;
        var text = body.Text(max);
        if (text is not null) last = text;
        return text;
    }
}

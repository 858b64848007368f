using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Server.Http;

namespace Fabrik.Server.Runs;

/// <summary>Reads <c>{type, message?}</c>.</summary>
internal static class ErrorReader
{
    public static StepError? Read(ref BodyReader body)
    {
        if (!body.IsObject(orNull: true)) return null;
        var faults = body.ErrorCount;
        string? type = null;
        string? message = null;
        while (body.Read() && body.Token == JsonTokenType.PropertyName)
        {
            body.Path.Inner = body.ShownName();
            body.Read();
            if (body.Path.Inner == "type") type = body.Text(StepReader.MaxTextLength);
            else if (body.Path.Inner == "message") message = body.Text(StepReader.MaxErrorLength);
            else body.Refuse("is not a key of an error; expected type, message");
            body.Path.Inner = null;
        }

        body.Path.Inner = "type";
        if (string.IsNullOrEmpty(type) && body.ErrorCount == faults) body.Fail("is missing");
        body.Path.Inner = null;
        return body.ErrorCount == faults ? new StepError(type!, message ?? "") : null;
    }
}

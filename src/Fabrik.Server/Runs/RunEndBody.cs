using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;

namespace Fabrik.Server.Runs;

/// <summary>What <c>POST /v1/runs/{run_id}:finish</c> says.</summary>
internal sealed record RunEndBody(RunStatus Status, UnixTime? EndedAt, StepError? Error)
{
    /// <param name="body">UTF-8.</param>
    public static IReadOnlyList<FieldError> Read(ReadOnlySpan<byte> body, out RunEndBody end)
    {
        List<FieldError> errors = [];
        end = new RunEndBody(default, null, null);
        var reader = new BodyReader(body, errors);
        try
        {
            reader.Read();
            if (reader.IsObject()) end = ReadRoot(ref reader);
            reader.Read();
        }
        catch (JsonException fault)
        {
            errors.Add(BodyReader.Malformed(fault));
        }

        return errors;
    }

    private static RunEndBody ReadRoot(ref BodyReader reader)
    {
        RunStatus? status = null;
        UnixTime? endedAt = null;
        StepError? error = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            var key = reader.ShownName();
            reader.Path = new BodyPath { Field = key };
            reader.Read();
            if (!seen.Add(key)) reader.Refuse("is there twice");
            else if (key == "status") status = reader.Word<RunStatus>();
            else if (key == "ended_at") endedAt = reader.Time();
            else if (key == "error") error = ErrorReader.Read(ref reader);
            else reader.Refuse("is not a key of this body; expected status, ended_at, error");
        }

        reader.Path = new BodyPath { Field = "status" };
        if (status == RunStatus.Running) reader.Fail("expected an end: ok, failed, interrupted or cancelled");
        else if (status is null && reader.ErrorCount == 0) reader.Fail("is missing");
        reader.Path = new BodyPath();
        return new RunEndBody(status ?? default, endedAt, error);
    }
}

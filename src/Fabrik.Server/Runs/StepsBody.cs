using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Server.Http;
using Fabrik.Server.Problems;

namespace Fabrik.Server.Runs;

/// <summary>Reads the body of <c>POST /v1/runs/{run_id}/steps</c>: pure, one pass, every fault at once.</summary>
internal static class StepsBody
{
    public const int MaxSteps = 1000;

    /// <param name="body">UTF-8.</param>
    /// <param name="payloads">Takes the steps' payloads, which stay valid as long as it does; at least as large as the body.</param>
    /// <param name="steps">Not yet redacted or priced; incomplete where there are errors.</param>
    public static IReadOnlyList<FieldError> Read(ReadOnlySpan<byte> body, PooledBuffer payloads, out List<StepDraft> steps)
    {
        List<FieldError> errors = [];
        steps = [];
        var reader = new BodyReader(body, errors);
        try
        {
            reader.Read();
            if (reader.IsObject()) ReadRoot(ref reader, payloads, steps);
            reader.Read();
        }
        catch (JsonException fault)
        {
            errors.Add(BodyReader.Malformed(fault));
        }

        return errors;
    }

    private static void ReadRoot(ref BodyReader reader, PooledBuffer payloads, List<StepDraft> steps)
    {
        var seen = false;
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            var known = reader.NameIs("steps"u8);
            reader.Path = new BodyPath { List = known ? "steps" : reader.ShownName() };
            reader.Read();
            if (!known) reader.Refuse("is not a key of this body; expected steps");
            else if (seen) reader.Refuse("is there twice");
            else if (reader.IsList()) ReadSteps(ref reader, payloads, steps);
            seen |= known;
        }

        reader.Path = new BodyPath { List = "steps" };
        if (!seen) reader.Fail("is missing: expected a list of 1 to 1,000 steps");
        else if (steps.Count == 0 && reader.ErrorCount == 0) reader.Fail("is empty: expected 1 to 1,000 steps");
        reader.Path = new BodyPath();
    }

    private static void ReadSteps(ref BodyReader reader, PooledBuffer payloads, List<StepDraft> steps)
    {
        var step = new StepReader(payloads);
        for (var index = 0; reader.Read() && reader.Token != JsonTokenType.EndArray; index++)
        {
            reader.Path = new BodyPath { List = "steps", Index = index };
            if (index == MaxSteps) reader.Refuse("is one too many: at most 1,000 steps a request");
            else if (index > MaxSteps) reader.Skip();
            else if (reader.IsObject() && step.Read(ref reader) is { } draft) steps.Add(draft);
        }
    }
}

using System.Text;
using Fabrik.Core.Text;
using Fabrik.Server.Http;

namespace Fabrik.Server.Runs;

/// <summary>Finds a step's key by its name; names are grouped by length, so a lookup compares few.</summary>
internal static class StepFields
{
    public static readonly int Count = Enum.GetValues<StepField>().Length;

    private const int MaxLength = 16;

    /// <summary>In the order of a payload's keys.</summary>
    public static readonly StepField[] Payload =
    [
        StepField.Input, StepField.Output, StepField.Messages, StepField.Tools, StepField.ModelConfig, StepField.Attributes, StepField.Events,
    ];

    private static readonly string[] Names = [.. Enum.GetValues<StepField>().Select(WireName.Of)];

    private static readonly byte[][] PayloadKeys = [.. Payload.Select(f => Encoding.UTF8.GetBytes($"\"{WireName.Of(f)}\":"))];

    private static readonly (byte[] Name, StepField Field)[][] ByLength =
    [
        .. Enumerable.Range(0, MaxLength + 1).Select(length => Enum.GetValues<StepField>()
            .Where(f => f != StepField.None && WireName.Of(f).Length == length)
            .Select(f => (Encoding.UTF8.GetBytes(WireName.Of(f)), f)).ToArray()),
    ];

    public static string Name(StepField field) => Names[(int)field];

    /// <summary><c>"name":</c>, by place in <see cref="Payload"/>.</summary>
    public static ReadOnlySpan<byte> PayloadKey(int index) => PayloadKeys[index];

    /// <summary>Reader on a property name; <see cref="StepField.None"/> for a name that is no key of a step.</summary>
    public static StepField Of(ref BodyReader body)
    {
        var raw = body.RawText;
        if (body.IsEscaped) return WireName.TryParse<StepField>(body.ShownName(), out var escaped) ? escaped : StepField.None;
        if (raw.Length > MaxLength) return StepField.None;
        foreach (var (name, field) in ByLength[raw.Length])
        {
            if (raw.SequenceEqual(name)) return field;
        }

        return StepField.None;
    }
}

using Fabrik.Core.Runs;
using Fabrik.Core.Text;

namespace Fabrik.Telemetry.Dialects;

/// <summary>Our own attributes: what an emitter sets to overrule every other dialect.</summary>
internal static class FabrikDialect
{
    private static readonly IEnumerable<KeyValuePair<string, StepKind>> Kinds =
        Enum.GetValues<StepKind>().Select(k => KeyValuePair.Create(WireName.Of(k), k));

    public static Dialect Entry { get; } = new()
    {
        Name = "fabrik",
        Markers = ["fabrik.step.", "agentgov.step."],
        Kinds = [new KindRule("fabrik.step.kind", Kinds), new KindRule("agentgov.step.kind", Kinds)],
        Fields = new Dictionary<DialectField, string[]>
        {
            [DialectField.RunName] = ["fabrik.run.name"],
            [DialectField.Session] = ["fabrik.session.id"],
            [DialectField.Input] = ["fabrik.input"],
            [DialectField.Output] = ["fabrik.output"],
        },
        Families = new Dictionary<string, AttributeFamily> { ["fabrik.tag."] = AttributeFamily.RunMetadata },
    };
}

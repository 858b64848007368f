using System.Collections.Frozen;
using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Dialects;

/// <summary>How an attribute tells a step's kind: by its value, or by its mere presence.</summary>
internal sealed class KindRule
{
    private readonly FrozenDictionary<string, StepKind>? _values;
    private readonly StepKind _present;

    public KindRule(string attribute, IEnumerable<KeyValuePair<string, StepKind>> values)
    {
        Attribute = attribute;
        _values = values.ToFrozenDictionary(v => v.Key, v => v.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Presence alone tells the kind.</summary>
    public KindRule(string attribute, StepKind present) => (Attribute, _present) = (attribute, present);

    public string Attribute { get; }

    /// <summary>False when the value is not one the dialect knows: the next rule is asked.</summary>
    public bool TryTell(string value, out StepKind kind)
    {
        kind = _present;
        return _values is null || _values.TryGetValue(value, out kind);
    }
}

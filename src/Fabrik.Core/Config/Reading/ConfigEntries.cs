using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Reading;

/// <summary>The entries of one mapping while it is read; a key that comes twice is an error, and the first stays.</summary>
internal sealed class ConfigEntries(DiagnosticBag bag)
{
    private readonly List<ConfigEntry> _all = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<ConfigEntry> All => _all;

    public void Add(string key, TextSpan keySpan, ConfigNode value)
    {
        if (_keys.Add(key)) _all.Add(new(key, keySpan, value));
        else bag.Error(DiagnosticCode.DuplicateKey, keySpan, $"key {DisplayText.Quote(key)} is here twice", "expected each key once", "keep one of the two");
    }
}

using System.Text;
using Fabrik.Core.Text;

namespace Fabrik.Core.Redaction;

/// <summary>Why something is hidden: <c>key:NAME</c> for a key of the deny-list, <c>value:NAME</c> for a form found in the value itself.</summary>
internal sealed class RedactionRule(string name, RedactionKind kind, bool numbersPass = false, bool scalarsOnly = false)
{
    public string Name { get; } = name;

    public RedactionKind Kind { get; } = kind;

    /// <summary>Numbers under such a key are counts, not secrets: <c>token: 5</c>.</summary>
    public bool NumbersPass { get; } = numbersPass;

    /// <summary>Objects and arrays under such a key are walked as usual.</summary>
    public bool ScalarsOnly { get; } = scalarsOnly;

    public byte[] NameUtf8 { get; } = Encoding.UTF8.GetBytes(name);

    public byte[] KindUtf8 { get; } = Encoding.UTF8.GetBytes(WireName.Of(kind));
}

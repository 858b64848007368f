using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Fabrik.Core.Scope;

/// <summary>
/// Names one execution of an agent, a test or a load: <c>[A-Za-z0-9][A-Za-z0-9._:-]{0,127}</c>.
/// Unique inside a project. Compared ordinally.
/// </summary>
public readonly record struct RunId : IComparable<RunId>
{
    private readonly string? _value;

    private RunId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("An uninitialised RunId names nothing.");

    public static RunId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a run id: expected {IdentifierText.Pattern}.");

    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        var ok = text is not null && IdentifierText.IsValid(text);
        id = ok ? new RunId(text!) : default;
        return ok;
    }

    /// <summary>Makes <c>&lt;agent&gt;-&lt;utc stamp&gt;-&lt;random&gt;</c>; characters the charset lacks become '-'.</summary>
    /// <param name="agent">Who runs; cut to 80 characters, <c>run</c> where nothing of it is usable.</param>
    /// <param name="startedAt">Stamped as <c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="random">At least four bytes; the first four are used, in hex. <see cref="RandomNumberGenerator"/> in production.</param>
    public static RunId Create(string agent, DateTimeOffset startedAt, ReadOnlySpan<byte> random)
    {
        var name = new string([.. agent.Take(80).Select(c => IdentifierText.IsValid(['a', c]) ? c : '-')]).Trim('-', '.', '_', ':');
        if (name.Length == 0) name = "run";
        var stamp = startedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Parse($"{name}-{stamp}-{Convert.ToHexStringLower(random[..4])}");
    }

    public int CompareTo(RunId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";
}

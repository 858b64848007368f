using System.Collections.Frozen;

namespace Fabrik.Telemetry.Dialects;

/// <summary>
/// Every dialect that spans are read in, in one versioned table. A span may speak several: each field comes from the first
/// dialect in the table's order that tells it. Immutable; a new dialect is one file and one line here.
/// </summary>
public sealed class DialectTable
{
    // Field priority; what a span names twice is taken from the dialect that stands first.
    private static readonly Dialect[] ByFieldPriority =
    [
        FabrikDialect.Entry, GenAiDialect.Entry, GenAiLegacyDialect.Entry, OpenInferenceDialect.Entry, LangfuseDialect.Entry,
        VercelDialect.Entry, TraceloopDialect.Entry, LangSmithDialect.Entry, MlflowDialect.Entry, McpDialect.Entry, PlainDialect.Entry,
    ];

    private static readonly Dialect[] ByKindPriority =
    [
        FabrikDialect.Entry, LangfuseDialect.Entry, OpenInferenceDialect.Entry, GenAiDialect.Entry, VercelDialect.Entry,
        TraceloopDialect.Entry, LangSmithDialect.Entry, MlflowDialect.Entry, McpDialect.Entry,
    ];

    // Several products write GenAI attributes beside their own: the most particular speaker gives its name.
    private static readonly Dialect[] BySpeaker =
    [
        FabrikDialect.Entry, LangfuseDialect.Entry, OpenInferenceDialect.Entry, VercelDialect.Entry, TraceloopDialect.Entry,
        LangSmithDialect.Entry, MlflowDialect.Entry, McpDialect.Entry, GenAiLegacyDialect.Entry, GenAiDialect.Entry,
    ];

    private static readonly FrozenDictionary<DialectField, string[]> FieldKeys = Enum.GetValues<DialectField>().ToFrozenDictionary(
        f => f, f => ByFieldPriority.SelectMany(d => d.Fields.TryGetValue(f, out var keys) ? keys : []).ToArray());

    private DialectTable(string version)
    {
        Version = version;
        Roles = CompileRoles();
        Families = CompileFamilies();
        Dropped = ByFieldPriority.SelectMany(d => d.Dropped).ToFrozenSet(StringComparer.Ordinal);
        FirstKinds = [.. FabrikDialect.Entry.Kinds, .. ByKindPriority.SelectMany(d => d.ExactKinds), .. ByKindPriority.Skip(1).SelectMany(d => d.Kinds)];
        ToolKinds = GenAiDialect.Entry.LastKinds;
        LastKinds = [.. ByKindPriority.Where(d => d != GenAiDialect.Entry).SelectMany(d => d.LastKinds)];
    }

    /// <summary>The table of this build.</summary>
    public static DialectTable Current { get; } = new("2026-11");

    /// <summary>Stands in every step's provenance, so a step says by which rules it was read.</summary>
    public string Version { get; }

    /// <summary>The dialects' names, the most particular first.</summary>
    public IReadOnlyList<string> Names { get; } = [.. BySpeaker.Select(d => d.Name)];

    /// <summary>The attributes that tell a step's kind: what to ask a backend for that answers only with what it is asked for.</summary>
    public IReadOnlyList<string> KindAttributes =>
        [.. FirstKinds.Concat(ToolKinds).Concat(LastKinds).Select(r => r.Attribute).Concat(KeysOf(DialectField.Model)).Distinct(StringComparer.Ordinal)];

    internal FrozenDictionary<string, AttributeRole[]> Roles { get; }

    internal (string Prefix, AttributeFamily Family)[] Families { get; }

    internal FrozenSet<string> Dropped { get; }

    /// <summary>Rules that tell the kind by value, in priority order.</summary>
    internal KindRule[] FirstKinds { get; }

    /// <summary>Asked next: a span that names a tool is a tool call.</summary>
    internal KindRule[] ToolKinds { get; }

    /// <summary>Asked last, after "a span that names a model is a model call".</summary>
    internal KindRule[] LastKinds { get; }

    /// <summary>Every attribute name that tells the field, in priority order.</summary>
    internal static IReadOnlyList<string> KeysOf(DialectField field) => FieldKeys[field];

    internal static bool Speaks(Dialect dialect, string attribute)
    {
        foreach (var marker in dialect.Markers)
        {
            if (marker.EndsWith('.') ? attribute.StartsWith(marker, StringComparison.Ordinal) : string.Equals(attribute, marker, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The position in <see cref="Names"/> of the most particular dialect that writes the attribute; the count of names for none.</summary>
    internal static int Speaker(string attribute)
    {
        for (var i = 0; i < BySpeaker.Length; i++)
        {
            if (Speaks(BySpeaker[i], attribute)) return i;
        }

        return BySpeaker.Length;
    }

    private static FrozenDictionary<string, AttributeRole[]> CompileRoles()
    {
        const int RanksPerDialect = 100;
        var roles = new Dictionary<string, List<AttributeRole>>(StringComparer.Ordinal);
        for (var d = 0; d < ByFieldPriority.Length; d++)
        {
            var dialect = ByFieldPriority[d];
            var rank = d * RanksPerDialect;
            foreach (var (field, keys) in dialect.Fields)
            {
                for (var k = 0; k < keys.Length; k++) Add(keys[k], new AttributeRole(rank + k, Field: field, Quoted: dialect.QuotesScalars));
            }

            foreach (var usage in dialect.Usage)
            {
                rank += 10;
                if (usage.Object is { } holder)
                {
                    Add(holder, new AttributeRole(rank, Usage: usage));
                    continue;
                }

                foreach (var (bucket, keys) in usage.Keys)
                {
                    for (var k = 0; k < keys.Length; k++) Add(keys[k], new AttributeRole(rank + k, Bucket: bucket, Usage: usage));
                }
            }

            foreach (var (key, parameter) in dialect.Parameters) Add(key, new AttributeRole(rank, Parameter: parameter));
        }

        return roles.ToFrozenDictionary(r => r.Key, r => r.Value.ToArray(), StringComparer.Ordinal);

        void Add(string key, AttributeRole role)
        {
            if (!roles.TryGetValue(key, out var list)) roles[key] = list = [];
            list.Add(role);
        }
    }

    private static (string, AttributeFamily)[] CompileFamilies() =>
        [.. ByFieldPriority.SelectMany(d => d.Families).Select(f => (f.Key, f.Value))];
}

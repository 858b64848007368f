using System.Collections;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>
/// What one span says, by field, after one pass over its attributes. Reused from span to span: <see cref="Read"/> forgets
/// the span before. Not thread-safe.
/// </summary>
internal sealed class SpanReading(DialectTable dialects) : IDisposable
{
    private static readonly int FieldCount = Enum.GetValues<DialectField>().Length;

    // Origins of values that came on an event: read, and moved to another part.
    private const int NoAttribute = -1;
    private const int OnEvent = -2;

    private readonly AttributeValue[] _values = new AttributeValue[FieldCount];
    private readonly int[] _ranks = new int[FieldCount];
    private readonly int[] _origins = new int[FieldCount];
    private readonly UsageReading _usage = new();
    private readonly FlatTree[] _trees = [new(), new(), new()];
    private readonly List<KeyValuePair<string, AttributeValue>> _metadata = [];
    private readonly List<KeyValuePair<string, AttributeValue>> _runMetadata = [];
    private readonly List<KeyValuePair<string, AttributeValue>> _parameters = [];
    private BitArray _moved = new(0);
    private int _speaker;

    public ParsedJson Parsed { get; } = new();

    public SpanRecord Span { get; private set; } = null!;

    public StepKind Kind { get; private set; }

    /// <summary>The emitter's own facts about this step, those under a prefix; <see cref="DialectField.Metadata"/> holds the others.</summary>
    public IReadOnlyList<KeyValuePair<string, AttributeValue>> Metadata => _metadata;

    public IReadOnlyList<KeyValuePair<string, AttributeValue>> RunMetadata => _runMetadata;

    /// <summary>Request parameters in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, AttributeValue>> Parameters => _parameters;

    /// <summary>The most particular dialect the span speaks, <c>span</c> for none.</summary>
    public string Dialect => _speaker < dialects.Names.Count ? dialects.Names[_speaker] : PlainDialect.Entry.Name;

    public TokenUsage? Usage => _usage.ToUsage();

    public void Read(SpanRecord span)
    {
        Clear(span);
        for (var i = 0; i < span.Attributes.Count; i++) ReadAttribute(span.Attributes, span.Attributes[i], i);
        foreach (var spanEvent in span.Events)
        {
            if (spanEvent.Name != GenAiDialect.DetailsEvent) continue;
            foreach (var attribute in spanEvent.Attributes) ReadAttribute(spanEvent.Attributes, attribute, NoAttribute);
        }

        Kind = TellKind();
    }

    public bool Has(DialectField field) => _ranks[(int)field] != int.MaxValue;

    public bool TryGet(DialectField field, out AttributeValue value)
    {
        value = _values[(int)field];
        return Has(field);
    }

    /// <summary>The field as text on one line, bounded; null when absent.</summary>
    public string? Text(DialectField field, int limit = PlainText.MaxIdentifier) =>
        Has(field) ? PlainText.OneLine(ScalarText(_values[(int)field]), limit) : null;

    /// <summary>The field as content; it stays an attribute unless it is moved.</summary>
    public Content? Peek(DialectField field) => TryGet(field, out var value) ? Content.Of(value, Parsed) : null;

    /// <summary>Says that the field became another part of the payload: its attribute is then not repeated.</summary>
    public void Move(DialectField field)
    {
        if (_origins[(int)field] >= 0) _moved[_origins[(int)field]] = true;
        else if (Has(field)) _origins[(int)field] = OnEvent;
    }

    public Content? Take(DialectField field)
    {
        if (Peek(field) is not { } content) return null;
        Move(field);
        return content;
    }

    /// <summary>What was flattened over many attributes; null when nothing was.</summary>
    public JsonElement? PeekTree(AttributeFamily family) => _trees[(int)family].ToJson(Parsed, parseText: family == AttributeFamily.Tools);

    public void MoveTree(AttributeFamily family)
    {
        for (var i = 0; i < Span.Attributes.Count; i++)
        {
            if (FamilyOf(Span.Attributes[i].Key, out _) == family) _moved[i] = true;
        }
    }

    /// <summary>True for attributes that name a person.</summary>
    public bool IsUser(string key) =>
        (dialects.Roles.TryGetValue(key, out var roles) && Array.Exists(roles, r => r.Field == DialectField.User))
        || (FamilyOf(key, out var rest) is AttributeFamily.Metadata or AttributeFamily.RunMetadata && PlainDialect.MetadataUser.Contains(rest));

    /// <summary>True for attributes that hold the emitter's own facts as one object.</summary>
    public bool IsMetadata(string key) =>
        dialects.Roles.TryGetValue(key, out var roles) && Array.Exists(roles, r => r.Field is DialectField.Metadata or DialectField.RunMetadata);

    /// <summary>Of an event that was read like the span: what did not become another part of the payload.</summary>
    public AttributeMap WithoutContents(AttributeMap attributes) => new([.. attributes.Where(a =>
        !dialects.Roles.TryGetValue(a.Key, out var roles)
        || !Array.Exists(roles, r => r.Field is { } field && Has(field) && _origins[(int)field] == OnEvent))]);

    /// <summary>True when the attribute became another part of the payload, or must not be kept.</summary>
    public bool IsMoved(int attribute) => _moved[attribute];

    public void Dispose() => Parsed.Dispose();

    private void Clear(SpanRecord span)
    {
        Parsed.Dispose();
        Span = span;
        Array.Fill(_ranks, int.MaxValue);
        _usage.Clear();
        for (var i = 0; i < _trees.Length; i++)
        {
            if (!_trees[i].IsEmpty) _trees[i] = new FlatTree();
        }

        _metadata.Clear();
        _runMetadata.Clear();
        _parameters.Clear();
        _moved = new BitArray(span.Attributes.Count);
        _speaker = int.MaxValue;
    }

    private void ReadAttribute(AttributeMap source, KeyValuePair<string, AttributeValue> attribute, int origin)
    {
        var (key, value) = attribute;
        if (_speaker > 0) _speaker = Math.Min(_speaker, DialectTable.Speaker(key));
        if (dialects.Dropped.Contains(key))
        {
            if (origin >= 0) _moved[origin] = true;
            return;
        }

        if (dialects.Roles.TryGetValue(key, out var roles))
        {
            foreach (var role in roles) Apply(role, source, attribute, origin);
        }

        switch (FamilyOf(key, out var rest))
        {
            case AttributeFamily.Dropped:
                if (origin >= 0) _moved[origin] = true;
                break;
            case AttributeFamily.Metadata:
                _metadata.Add(KeyValuePair.Create(rest, value));
                break;
            case AttributeFamily.RunMetadata:
                _runMetadata.Add(KeyValuePair.Create(rest, value));
                break;
            case { } tree when rest.Length > 0 && char.IsAsciiDigit(rest[0]):
                _trees[(int)tree].Add(rest, value);
                break;
            default:
                break;
        }
    }

    private void Apply(AttributeRole role, AttributeMap source, KeyValuePair<string, AttributeValue> attribute, int origin)
    {
        var (key, value) = attribute;
        if (value.Kind == AttributeKind.Empty || (value.Kind == AttributeKind.String && value.AsString!.Length == 0)) return;
        if (role.Field is { } field)
        {
            if (role.Rank >= _ranks[(int)field]) return;
            _ranks[(int)field] = role.Rank;
            _origins[(int)field] = origin;
            _values[(int)field] = role.Quoted ? Unquote(value) : value;
        }
        else if (role.Bucket is { } bucket)
        {
            _usage.Add(bucket, source.Whole(key), role.Rank, role.Usage!);
        }
        else if (role.Usage is { } usage)
        {
            if (Content.Of(value, Parsed).Json is { } json) _usage.AddObject(json, role.Rank, usage);
        }
        else if (role.Parameter is { } parameter && !_parameters.Exists(p => p.Key == parameter))
        {
            _parameters.Add(KeyValuePair.Create(parameter, value));
        }
    }

    private AttributeFamily? FamilyOf(string key, out string rest)
    {
        foreach (var (prefix, family) in dialects.Families)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            rest = key[prefix.Length..];
            return family;
        }

        rest = "";
        return null;
    }

    private StepKind TellKind()
    {
        if (TryTell(dialects.FirstKinds, out var kind) || TryTell(dialects.ToolKinds, out kind)) return kind;
        if (Has(DialectField.Model)) return StepKind.Model;
        return TryTell(dialects.LastKinds, out kind) ? kind : StepKind.Span;
    }

    private bool TryTell(KindRule[] rules, out StepKind kind)
    {
        foreach (var rule in rules)
        {
            if (Span.Attributes.TryGet(rule.Attribute, out var value) && ScalarText(Unquote(value)) is { } text && rule.TryTell(text, out kind)) return true;
        }

        kind = default;
        return false;
    }

    public static string? ScalarText(AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => value.AsString,
        AttributeKind.Int or AttributeKind.Bool or AttributeKind.Double => AttributeJson.Text(value),
        _ => null,
    };

    // JSON text of a string, as MLflow writes every attribute.
    private static AttributeValue Unquote(AttributeValue value)
    {
        if (value.AsString is not ['"', .., '"'] text) return value;
        try
        {
            return JsonSerializer.Deserialize<string>(text) is { } inner ? AttributeValue.From(inner) : value;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return value;
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Fabrik.Laos.Tests.Doubles.Tempo;

/// <summary>As much of TraceQL as a client of Tempo's search needs: filters, spanset operators, select.</summary>
internal sealed class TraceQlQuery
{
    private readonly QueryTokens _tokens;
    private readonly List<(string Name, Func<StoredSpan, bool> Holds)> _listed = [];
    private readonly Func<IReadOnlyList<StoredSpan>, IReadOnlyList<StoredSpan>> _spans;

    private TraceQlQuery(string text)
    {
        _tokens = new QueryTokens(text);
        _spans = SpansetExpression();
        while (_tokens.TryTake("|"))
        {
            _tokens.Expect("select");
            _tokens.Expect("(");
            do
            {
                var (_, name) = Operand();
                if (name is not null) _listed.Add((name, _ => true));
            }
            while (_tokens.TryTake(","));
            _tokens.Expect(")");
        }

        if (_tokens.Current.Kind != QueryTokenKind.End) throw new FormatException($"parse error at line 1, col 1: syntax error: unexpected {_tokens.Current.Value}");
    }

    /// <summary>The attributes and intrinsics that an answer lists for the span: what is selected, and what made a condition hold.</summary>
    public IReadOnlyList<string> Listed(StoredSpan span) => [.. _listed.Where(l => l.Holds(span)).Select(l => l.Name).Distinct(StringComparer.Ordinal)];

    /// <exception cref="FormatException">With the text of the error.</exception>
    public static TraceQlQuery Parse(string text) => new(text);

    /// <summary>The spans of one trace that match.</summary>
    public IReadOnlyList<StoredSpan> Match(IReadOnlyList<StoredSpan> trace) => _spans(trace);

    public static object? Value(StoredSpan span, string name) => name switch
    {
        "name" => span.Name,
        "kind" => new TraceQlWord(span.Kind),
        "status" => new TraceQlWord(span.Status),
        "statusMessage" => span.StatusMessage,
        "span:parentID" => span.Parent,
        "true" => true,
        "false" => false,
        "nil" => null,
        _ when name.StartsWith("span.", StringComparison.Ordinal) => span.Attributes.GetValueOrDefault(name["span.".Length..]),
        _ when name.StartsWith("resource.", StringComparison.Ordinal) => span.Resource.GetValueOrDefault(name["resource.".Length..]),
        "error" or "ok" or "unset" or "server" or "client" or "internal" or "producer" or "consumer" => new TraceQlWord(name),
        _ => throw new FormatException($"parse error at line 1, col 3: unknown identifier: {name}"),
    };

    private Func<IReadOnlyList<StoredSpan>, IReadOnlyList<StoredSpan>> SpansetExpression()
    {
        var left = SpansetTerm();
        while (_tokens.Is("&&") || _tokens.Is("||") || _tokens.Is(">>"))
        {
            var sign = _tokens.Take().Value;
            var (a, b) = (left, SpansetTerm());
            left = sign switch
            {
                "||" => trace => [.. a(trace).Union(b(trace))],
                "&&" => trace => a(trace) is { Count: > 0 } x && b(trace) is { Count: > 0 } y ? [.. x.Union(y)] : [],
                _ => trace => Below(trace, a(trace), b(trace)),
            };
        }

        return left;
    }

    private static IReadOnlyList<StoredSpan> Below(IReadOnlyList<StoredSpan> trace, IReadOnlyList<StoredSpan> ancestors, IReadOnlyList<StoredSpan> candidates)
    {
        var byId = trace.ToDictionary(s => s.Id);
        var above = ancestors.Select(s => s.Id).ToHashSet();
        return [.. candidates.Where(IsBelow)];

        bool IsBelow(StoredSpan span)
        {
            for (var at = span; at.Parent is { } parent && byId.TryGetValue(parent, out var next); at = next)
            {
                if (above.Contains(parent)) return true;
            }

            return false;
        }
    }

    private Func<IReadOnlyList<StoredSpan>, IReadOnlyList<StoredSpan>> SpansetTerm()
    {
        if (_tokens.TryTake("("))
        {
            var inner = SpansetExpression();
            _tokens.Expect(")");
            return inner;
        }

        _tokens.Expect("{");
        if (_tokens.TryTake("}")) return trace => trace;
        var condition = Or();
        _tokens.Expect("}");
        return trace => [.. trace.Where(span => condition(span) is true)];
    }

    private Func<StoredSpan, object?> Or()
    {
        var left = And();
        while (_tokens.TryTake("||"))
        {
            var (a, b) = (left, And());
            left = span => a(span) is true || b(span) is true;
        }

        return left;
    }

    private Func<StoredSpan, object?> And()
    {
        var left = Comparison();
        while (_tokens.TryTake("&&"))
        {
            var (a, b) = (left, Comparison());
            left = span => a(span) is true && b(span) is true;
        }

        return left;
    }

    private Func<StoredSpan, object?> Comparison()
    {
        if (_tokens.TryTake("("))
        {
            var inner = Or();
            _tokens.Expect(")");
            return inner;
        }

        var (left, name) = Operand();
        if (!_tokens.Is("=") && !_tokens.Is("!=") && !_tokens.Is("=~")) return left;
        var sign = _tokens.Take().Value;
        var isNil = _tokens.Is("nil");
        var (right, _) = Operand();
        if (name is not null) _listed.Add((name, span => Compare(span) is true));
        return Compare;

        object? Compare(StoredSpan span)
        {
            var (a, b) = (left(span), right(span));
            if (isNil) return sign == "=" ? a is null : a is not null;

            // Values of different types are neither equal nor unequal.
            if (a is null || b is null || a.GetType() != b.GetType()) return false;
            return sign switch
            {
                "=" => a.Equals(b),
                "!=" => !a.Equals(b),
                _ => Regex.IsMatch((string)a, $"^(?:{b})$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            };
        }
    }

    // With the name of what an answer may list.
    private (Func<StoredSpan, object?> Value, string? Name) Operand()
    {
        var token = _tokens.Take();
        switch (token.Kind)
        {
            case QueryTokenKind.Text:
                return (_ => token.Value, null);
            case QueryTokenKind.Number:
                var number = long.Parse(token.Value, CultureInfo.InvariantCulture);
                return (_ => number, null);
            case QueryTokenKind.Word:
                Value(Anything, token.Value);
                var isListed = token.Value.Contains('.', StringComparison.Ordinal) || token.Value is "name" or "kind" or "status" or "statusMessage" or "span:parentID";
                return (span => Value(span, token.Value), isListed ? token.Value : null);
            default:
                throw new FormatException($"parse error at line 1, col 1: syntax error: unexpected {token.Value}");
        }
    }

    // Unknown names are parse errors, found before any span is looked at.
    private static readonly StoredSpan Anything = new() { Trace = "", Id = "", Start = default };
}

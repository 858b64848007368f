using System.Text.Json;
using System.Text.RegularExpressions;
using Fabrik.Core.Config;

namespace Fabrik.Laos.Tests.Doubles.Loki;

/// <summary>As much of LogQL as a client that counts and lists lines needs.</summary>
internal sealed class LogQlQuery
{
    private readonly QueryTokens _tokens;
    private readonly List<(string Name, string Sign, string Value)> _matchers = [];
    private readonly List<Func<string, Dictionary<string, string>, bool>> _stages = [];

    private LogQlQuery(string text)
    {
        _tokens = new QueryTokens(text);
        if (_tokens.TryTake("sum"))
        {
            By = _tokens.TryTake("by") ? Names() : [];
            _tokens.Expect("(");
            _tokens.Expect("count_over_time");
            _tokens.Expect("(");
            Selector();
            Stages();
            _tokens.Expect("[");
            Range = Duration(_tokens.Take().Value);
            _tokens.Expect("]");
            _tokens.Expect(")");
            _tokens.Expect(")");
        }
        else
        {
            Selector();
            Stages();
        }

        if (_tokens.Current.Kind != QueryTokenKind.End) throw Unexpected();
    }

    /// <summary>The grouping of a metric query; null for a log query.</summary>
    public IReadOnlyList<string>? By { get; }

    public TimeSpan Range { get; }

    public static LogQlQuery Parse(string text) => new(text);

    /// <summary>The labels at the end of the pipeline; null when the selector or a stage drops the line.</summary>
    public Dictionary<string, string>? Run(StoredLine line, bool detectsLevels)
    {
        var labels = line.Labels(detectsLevels);

        // Matchers see index labels only.
        if (!_matchers.TrueForAll(m => Holds(line.Stream.GetValueOrDefault(m.Name) ?? (m.Name == "service_name" ? labels[m.Name] : ""), m.Sign, m.Value))) return null;
        return _stages.TrueForAll(stage => stage(line.Text, labels)) ? labels : null;
    }

    private void Selector()
    {
        _tokens.Expect("{");
        var demands = false;
        do
        {
            var (name, sign, value) = (_tokens.Take().Value, _tokens.Take().Value, _tokens.Text());
            demands |= !Holds("", sign, value);
            _matchers.Add((name, sign, value));
        }
        while (_tokens.TryTake(","));
        _tokens.Expect("}");
        if (!demands)
        {
            throw new FormatException("parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. "
                + "For instance, app=~\".*\" does not meet this requirement, but app=~\".+\" will");
        }
    }

    private void Stages()
    {
        while (_tokens.Current.Kind == QueryTokenKind.Sign)
        {
            if (_tokens.TryTake("|=")) AddText(text => line => line.Contains(text, StringComparison.Ordinal));
            else if (_tokens.TryTake("|~")) AddText(text => line => Regex.IsMatch(line, text, RegexOptions.None, TimeSpan.FromSeconds(1)));
            else if (!_tokens.TryTake("|")) return;
            else if (_tokens.TryTake("json")) Json();
            else Filter();
        }
    }

    private void AddText(Func<string, Func<string, bool>> make)
    {
        var test = make(_tokens.Text());
        _stages.Add((line, _) => test(line));
    }

    private void Json()
    {
        List<(string Label, string Path)> fields = [];
        do
        {
            var label = _tokens.Take().Value;
            _tokens.Expect("=");
            fields.Add((label, _tokens.Text()));
        }
        while (_tokens.TryTake(","));
        _stages.Add((line, labels) =>
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                foreach (var (label, path) in fields)
                {
                    var tokens = new QueryTokens(path);
                    tokens.Expect("[");
                    if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(tokens.Text(), out var value)) labels[label] = value.ToString();
                }
            }
            catch (JsonException)
            {
                labels["__error__"] = "JSONParserErr";
            }

            return true;
        });
    }

    private void Filter()
    {
        List<(string Name, string Sign, string Value)> either = [];
        do either.Add((_tokens.Take().Value, _tokens.Take().Value, _tokens.Text()));
        while (_tokens.TryTake("or"));
        _stages.Add((_, labels) => either.Exists(f => Holds(labels.GetValueOrDefault(f.Name) ?? "", f.Sign, f.Value)));
    }

    private static bool Holds(string actual, string sign, string value) => sign switch
    {
        "=" => actual == value,
        "!=" => actual != value,
        "=~" => Regex.IsMatch(actual, $"^(?:{value})$", RegexOptions.None, TimeSpan.FromSeconds(1)),
        "!~" => !Regex.IsMatch(actual, $"^(?:{value})$", RegexOptions.None, TimeSpan.FromSeconds(1)),
        _ => throw new FormatException($"parse error at line 1, col 1: syntax error: unexpected {sign}"),
    };

    private List<string> Names()
    {
        _tokens.Expect("(");
        List<string> names = [];
        do names.Add(_tokens.Take().Value);
        while (_tokens.TryTake(","));
        _tokens.Expect(")");
        return names;
    }

    private static TimeSpan Duration(string text) => DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero
        ? duration
        : throw new FormatException($"parse error at line 1, col 1: not a valid duration string: \"{text}\"");

    private FormatException Unexpected() => new($"parse error at line 1, col 1: syntax error: unexpected {_tokens.Current.Value}");
}

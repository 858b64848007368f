using System.Globalization;
using Fabrik.Core.Time;
using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Http;

/// <summary>Reads the query of a request against its endpoint's parameters and collects every fault.</summary>
internal sealed class QueryReader
{
    public const int MaxTextLength = 500;
    private const string Project = "project";

    private readonly IQueryCollection _query;
    private readonly Dictionary<string, QueryParameter> _parameters;

    public QueryReader(HttpContext context)
    {
        _query = context.Request.Query;
        _parameters = context.GetEndpoint()!.Metadata.GetOrderedMetadata<QueryParameter>().ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var name in _query.Keys.Where(n => n != Project && !_parameters.ContainsKey(n)).Order(StringComparer.Ordinal))
        {
            var expected = _parameters.Count == 0 ? "none is" : string.Join(", ", _parameters.Keys.Order(StringComparer.Ordinal)) + " are";
            Fail(name.Length <= 60 ? name : name[..60] + "…", $"is not a parameter of this address; {expected}");
        }
    }

    public List<FieldError> Errors { get; } = [];

    public string? Text(string name)
    {
        var values = Texts(name);
        if (values.Count > 1) Fail(name, "is given more than once");
        return values.Count == 0 ? null : values[0];
    }

    /// <summary>Empty values count as absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        List<string> texts = [];
        foreach (var value in _query[name])
        {
            if (string.IsNullOrEmpty(value)) continue;
            if (value.Length <= MaxTextLength && !value.Contains('\0', StringComparison.Ordinal)) texts.Add(value);
            else Fail(name, $"expected at most {MaxTextLength} characters, none of them U+0000");
        }

        return texts;
    }

    public UnixTime? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        if (UnixTime.TryParse(text, out var time)) return time;
        Fail(name, "expected a time as RFC 3339, such as 2026-02-11T10:15:00Z");
        return null;
    }

    public long? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        var parameter = _parameters[name];
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= parameter.Min && number <= parameter.Max) return number;
        Fail(name, $"expected a whole number from {parameter.Min} to {parameter.Max}");
        return null;
    }

    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false")) Fail(name, "expected true or false");
        return text == "true";
    }

    public void Fail(string name, string message) => Errors.Add(new FieldError("query." + name, message));
}

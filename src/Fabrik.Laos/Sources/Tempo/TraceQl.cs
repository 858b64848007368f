using System.Globalization;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>The pieces of TraceQL that questions are put together from. Foreign text enters only through here.</summary>
internal static class TraceQl
{
    /// <summary>e.g. <c>span.run_id</c>, <c>resource."odd name"</c>.</summary>
    public static string Attribute(string scope, string name) => name.All(IsPlain) && name.Length > 0
        ? $"{scope}.{name}"
        : $"{scope}.\"{name.Replace('\0', '\ufffd').Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Is(string operand, string value) => $"{operand} = {GoString.Quote(value)}";

    /// <summary>Case ignored. Anchors are implied since Tempo 2.7 and not before, so the pattern names both ends.</summary>
    public static string Contains(string operand, string text) => $"{operand} =~ {GoString.Quote($"(?i).*{GoString.Pattern(text)}.*")}";

    /// <summary>On the span or its resource, under any of the names. A number or truth value also matches as what it is.</summary>
    public static string Anywhere(IEnumerable<string> names, string value) => AnyOf(names
        .SelectMany(Places)
        .SelectMany(place => Literals(value).Select(literal => $"{place} = {literal}")));

    /// <summary>Has one of the names with another value.</summary>
    public static string Elsewhere(IEnumerable<string> names, string value) => AnyOf(names
        .SelectMany(Places)
        .Select(place => $"({place} != nil && {place} != {GoString.Quote(value)})"));

    public static string AnyOf(IEnumerable<string> conditions)
    {
        var all = conditions.ToList();
        return all.Count == 1 ? all[0] : $"({string.Join(" || ", all)})";
    }

    public static string AllOf(IEnumerable<string> conditions) => string.Join(" && ", conditions);

    private static string[] Places(string name) => [Attribute("resource", name), Attribute("span", name)];

    private static IEnumerable<string> Literals(string value)
    {
        yield return GoString.Quote(value);
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield return number.ToString(CultureInfo.InvariantCulture);
        if (value is "true" or "false") yield return value;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/';
}

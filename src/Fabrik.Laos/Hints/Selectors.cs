using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Hints;

/// <summary>Selects a run in each backend's own language, with its own escapes; labels by the first name that the config gives them.</summary>
internal static class Selectors
{
    public static string TraceQl(RunScope scope, LabelsConfig labels)
    {
        // A leading dot asks span and resource attributes alike: instrumentations differ in where they put the label.
        List<string> terms = [.. Labels(scope, labels).Select(l => $".{l.Name} = {Quoted(l.Value)}")];
        if (scope.Service is { } service) terms.Insert(0, $"resource.service.name = {Quoted(service)}");
        return $"{{ {string.Join(" && ", terms)} }}";
    }

    /// <summary>The service is a stream label; the run's labels may lie in structured metadata or the line, so they filter after it.</summary>
    public static string LogQl(RunScope scope, LabelsConfig labels)
    {
        var stream = scope.Service is { } service ? $"{{service_name={Quoted(service)}}}" : "{service_name=~\".+\"}";
        return stream + string.Concat(Labels(scope, labels).Select(l => $" | {LabelName(l.Name)}={Quoted(l.Value)}"));
    }

    public static string PromQl(string metric, RunScope scope, LabelsConfig labels) => $"{metric}{Matchers(scope, labels, "service_name")}";

    public static string Pyroscope(RunScope scope, LabelsConfig labels) => Matchers(scope, labels, "service_name");

    /// <summary>Sentry's search takes a quoted value with backslash escapes; <c>*</c> would be a wildcard.</summary>
    public static string Sentry(RunScope scope, LabelsConfig labels) =>
        string.Join(' ', Labels(scope, labels).Select(l => $"{l.Name}:{Quoted(l.Value).Replace("*", "\\*", StringComparison.Ordinal)}"));

    private static string Matchers(RunScope scope, LabelsConfig labels, string serviceLabel)
    {
        List<string> terms = [.. Labels(scope, labels).Select(l => $"{LabelName(l.Name)}={Quoted(l.Value)}")];
        if (scope.Service is { } service) terms.Insert(0, $"{serviceLabel}={Quoted(service)}");
        return $"{{{string.Join(", ", terms)}}}";
    }

    private static IEnumerable<(string Name, string Value)> Labels(RunScope scope, LabelsConfig labels)
    {
        if (scope.Run is { } run) yield return (labels.RunId[0], run.Value);
        if (scope.Agent is { } agent) yield return (labels.Agent[0], agent);
        if (scope.Env is { } env) yield return (labels.Env[0], env);
    }

    /// <summary>Prometheus, Loki and Pyroscope allow no dot in a label's name: collectors write an underscore for it.</summary>
    private static string LabelName(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    /// <summary>A string of Go, as all four languages have it.</summary>
    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}

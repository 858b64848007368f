using System.Globalization;
using Fabrik.Core.Runs;

namespace Fabrik.Laos.Sources.Store;

/// <summary>The tags by which the store's steps can be asked for: those that are kept beside the payload.</summary>
internal static class StepTags
{
    private static readonly SortedDictionary<string, Func<Step, string?>> Known = new(StringComparer.Ordinal)
    {
        ["agent"] = s => s.Agent,
        ["db.system.name"] = s => s.Span?.DbSystem,
        ["env"] = s => s.Env,
        ["error.type"] = s => s.Error?.Type,
        ["gen_ai.request.model"] = s => s.RequestModel ?? s.Model,
        ["gen_ai.tool.name"] = s => s.Tool,
        ["http.response.status_code"] = s => s.Span?.HttpStatus?.ToString(CultureInfo.InvariantCulture),
        ["http.route"] = s => s.Span?.Route,
        ["service.name"] = s => s.Service,
    };

    /// <exception cref="SourceUnreachableException">A tag that the store does not keep: an answer of none would be wrong.</exception>
    public static void Require(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Keys.FirstOrDefault(t => !Known.ContainsKey(t)) is { } unknown)
            throw new SourceUnreachableException(StoreSource.SourceName, $"{StoreSource.SourceName}: steps can't be asked for by tag {unknown}", $"tags kept: {string.Join(", ", Known.Keys)}");
    }

    public static bool Match(Step step, IReadOnlyDictionary<string, string> tags) => tags.All(t => Known[t.Key](step) == t.Value);
}

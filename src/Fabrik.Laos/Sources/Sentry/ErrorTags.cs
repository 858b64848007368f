namespace Fabrik.Laos.Sources.Sentry;

/// <summary>The tags a scope may have in an error tracker.</summary>
internal static class ErrorTags
{
    /// <summary>One list of tags for each combination of aliases, best first; combinations that no tracker could keep are left out.</summary>
    /// <param name="projectNamed">A project stands for its service; without project and run the service must be a tag.</param>
    public static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Choices(EvidenceRequest request, bool projectNamed)
    {
        var (scope, labels) = (request.Scope, request.Labels);
        string?[] runs = scope.Run is null ? [null] : [.. labels.RunId];
        string?[] agents = scope.Agent is null ? [null] : [.. labels.Agent];
        foreach (var run in runs)
        {
            foreach (var agent in agents)
            {
                List<KeyValuePair<string, string>> tags = [];
                if (run is not null) tags.Add(new(run, scope.Run!.Value.Value));
                if (agent is not null) tags.Add(new(agent, scope.Agent!));
                if (run is null && !projectNamed && scope.Service is { } service) tags.Add(new("service.name", service));
                tags.AddRange(request.Tags);
                if (tags.TrueForAll(t => SentrySearch.IsKey(t.Key))) yield return tags;
            }
        }
    }
}

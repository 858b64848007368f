using Fabrik.Core.Runs;

namespace Fabrik.Store.Runs;

/// <summary>Facts grow: what is null gets filled, new tags are added, and what is known stands.</summary>
internal static class FactsMerge
{
    /// <summary>Tags that a run keeps and can be found by; later ones are dropped.</summary>
    public const int MaxTags = 256;

    /// <returns><paramref name="known"/> itself when <paramref name="more"/> adds nothing.</returns>
    public static RunFacts Fill(RunFacts known, RunFacts more)
    {
        if (!Adds(known, more)) return known;
        return new RunFacts
        {
            Name = known.Name ?? more.Name,
            Service = known.Service ?? more.Service,
            Agent = known.Agent ?? more.Agent,
            AgentVersion = known.AgentVersion ?? more.AgentVersion,
            Env = known.Env ?? more.Env,
            Release = known.Release ?? more.Release,
            SessionId = known.SessionId ?? more.SessionId,
            UserHash = known.UserHash ?? more.UserHash,
            Tags = Fill(known.Tags, more.Tags),
        };
    }

    private static IReadOnlyDictionary<string, string> Fill(IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> more)
    {
        if (more.Count == 0) return known;
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in known) tags[key] = value;
        foreach (var (key, value) in more)
        {
            if (tags.Count < MaxTags) tags.TryAdd(key, value);
        }

        return tags;
    }

    private static bool Adds(RunFacts known, RunFacts more) =>
        (known.Name is null && more.Name is not null)
        || (known.Service is null && more.Service is not null)
        || (known.Agent is null && more.Agent is not null)
        || (known.AgentVersion is null && more.AgentVersion is not null)
        || (known.Env is null && more.Env is not null)
        || (known.Release is null && more.Release is not null)
        || (known.SessionId is null && more.SessionId is not null)
        || (known.UserHash is null && more.UserHash is not null)
        || (known.Tags.Count < MaxTags && more.Tags.Keys.Any(key => !known.Tags.ContainsKey(key)));
}

using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Runs;

/// <summary>One value that a run is found by. Values are in their stored form.</summary>
internal readonly record struct Facet(FacetKind Kind, string Value)
{
    public static Facet All { get; } = new(FacetKind.All, "");

    public static Facet OfStatus(RunStatus status) => new(FacetKind.Status, WireName.Of(status));

    public static Facet OfTag(string key, string value) => new(FacetKind.Tag, $"{key}={value}");

    /// <summary>The facets a run carries; none when it is not listed.</summary>
    public static HashSet<Facet> Of(RunRecord run)
    {
        var facets = new HashSet<Facet>();
        if (!run.Listed) return facets;
        facets.Add(All);
        facets.Add(OfStatus(run.Status));
        Add(FacetKind.Service, run.Facts.Service);
        Add(FacetKind.Agent, run.Facts.Agent);
        Add(FacetKind.Env, run.Facts.Env);
        Add(FacetKind.Release, run.Facts.Release);
        Add(FacetKind.Session, run.Facts.SessionId);
        foreach (var model in run.Totals.Models) Add(FacetKind.Model, model);
        foreach (var tool in run.Totals.Tools) Add(FacetKind.Tool, tool);
        foreach (var (key, value) in run.Facts.Tags) facets.Add(OfTag(key, value));
        return facets;

        void Add(FacetKind kind, string? value)
        {
            if (value is not null) facets.Add(new Facet(kind, value));
        }
    }

    /// <summary>What a query asks for: sets of which all must hold, one set a status asked for. No set is empty, and no two share a run.</summary>
    public static IReadOnlyList<IReadOnlyList<Facet>> Alternatives(RunQuery query)
    {
        var asked = new List<Facet>();
        Add(FacetKind.Service, query.Service);
        Add(FacetKind.Agent, query.Agent);
        Add(FacetKind.Env, query.Env);
        Add(FacetKind.Release, query.Release);
        Add(FacetKind.Session, query.SessionId);
        Add(FacetKind.Model, query.Model);
        Add(FacetKind.Tool, query.Tool);
        foreach (var (key, value) in query.Tags) asked.Add(OfTag(StoredText.Key(key), StoredText.Key(value)));
        if (query.Statuses.Count > 0) return [.. query.Statuses.Distinct().Select(s => (IReadOnlyList<Facet>)[.. asked, OfStatus(s)])];
        return [asked.Count > 0 ? asked : [All]];

        void Add(FacetKind kind, string? value)
        {
            if (value is not null) asked.Add(new Facet(kind, StoredText.Key(value)));
        }
    }
}

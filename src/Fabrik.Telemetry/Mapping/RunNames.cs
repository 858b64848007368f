using Fabrik.Core.Scope;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The runs that one span, log line or metric point names, the strongest first.</summary>
/// <param name="OnItem">True when the first is named by the item itself, not only by its resource.</param>
internal readonly record struct RunNames(IReadOnlyList<RunId> Ids, bool OnItem)
{
    public RunId? First => Ids.Count > 0 ? Ids[0] : null;

    public static RunNames Of(AttributeMap item, ResourceInfo resource, ScopeKeys keys) => Of(item, null, resource, keys);

    public static RunNames Of(AttributeMap item, MetadataReading? metadata, ResourceInfo resource, ScopeKeys keys)
    {
        List<RunId>? ids = null;
        foreach (var key in keys.RunId) Add(ref ids, item.Text(key));
        if (metadata is { IsEmpty: false })
        {
            foreach (var key in keys.RunId) Add(ref ids, metadata.Text(key));
        }

        var onItem = ids is not null;
        foreach (var key in keys.RunId) Add(ref ids, resource.Attributes.Text(key));
        return new RunNames(ids ?? (IReadOnlyList<RunId>)[], onItem);
    }

    /// <summary>The named runs other than this one, separated by commas; null for none.</summary>
    public string? Except(RunId? run)
    {
        if (Ids.Count == 0 || (Ids.Count == 1 && Ids[0] == run)) return null;
        var others = Ids.Where(id => id != run).ToList();
        return others.Count == 0 ? null : string.Join(',', others);
    }

    private static void Add(ref List<RunId>? ids, string? text)
    {
        if (!RunId.TryParse(text, out var id) || ids?.Contains(id) == true) return;
        (ids ??= []).Add(id);
    }
}

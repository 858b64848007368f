namespace Fabrik.Laos.Sources;

/// <summary>A source whose pipeline a fence can be written into. <see cref="CanFence"/> is false where no write address is configured.</summary>
public interface IFencedSource : IEvidenceSource
{
    bool CanFence { get; }

    Task WriteFenceAsync(Fence fence, CancellationToken cancellation);

    Task<bool> SeesFenceAsync(Fence fence, CancellationToken cancellation);
}

namespace Fabrik.Server.Streaming;

/// <summary>What a live stream sends: it knows how far it has come.</summary>
internal interface ILiveSource
{
    /// <summary>Writes what changed since the last call, flushing as it goes.</summary>
    /// <returns>False when there will never be more.</returns>
    Task<bool> SendAsync(EventWriter events, CancellationToken cancellation);
}

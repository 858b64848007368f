namespace Fabrik.Server.Http;

/// <summary>A body that was read. Its bytes are on loan from <paramref name="owner"/>: nothing may hold them after <see cref="Dispose"/>.</summary>
internal sealed class BodyBytes(ReadOnlyMemory<byte> bytes, IDisposable owner) : IDisposable
{
    public ReadOnlyMemory<byte> Memory => bytes;

    public ReadOnlySpan<byte> Span => bytes.Span;

    public void Dispose() => owner.Dispose();
}

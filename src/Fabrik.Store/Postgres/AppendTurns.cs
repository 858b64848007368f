using Fabrik.Core.Scope;

namespace Fabrik.Store.Postgres;

/// <summary>
/// Lets one append a tenant take a connection at a time in this process: the others would only hold theirs while they wait
/// for the tenant's lock in the database, until none is left for reading.
/// </summary>
internal sealed class AppendTurns : IDisposable
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> TakeAsync<T>(TenantId tenant, Func<Task<T>> append, CancellationToken cancellation)
    {
        var turn = _turns[(uint)tenant.Value.GetHashCode() % (uint)_turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return await append();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => Array.ForEach(_turns, t => t.Dispose());
}

namespace Fabrik.Store.Postgres;

/// <summary>Has the weeks ahead made before they are needed, so that a server may run for months without a migration.</summary>
internal sealed class PartitionWatch
{
    private const int DaysAhead = 7;

    private int _untilDay;

    public async Task EnsureAsync(TenantSession session, DateOnly week, CancellationToken cancellation)
    {
        if (week.DayNumber + DaysAhead <= Volatile.Read(ref _untilDay)) return;
        var ensure = session.Command("SELECT fabrik.ensure_partitions()");
        var until = await session.QueryAsync(ensure, r => r.GetFieldValue<DateOnly>(0), cancellation);
        Volatile.Write(ref _untilDay, until[0].DayNumber);
    }
}

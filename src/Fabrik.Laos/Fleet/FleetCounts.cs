namespace Fabrik.Laos.Fleet;

/// <param name="Agent">Null for runs that name none.</param>
public sealed record FleetCounts(string? Agent, int Pass, int Fail, int Inconclusive, int Error)
{
    public int Runs => Pass + Fail + Inconclusive + Error;
}

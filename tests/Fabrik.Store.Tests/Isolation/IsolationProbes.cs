namespace Fabrik.Store.Tests.Isolation;

/// <summary>A probe meets a victim and an attacker, both new in an open store.</summary>
public abstract class IsolationProbes
{
    /// <summary>An open store; the probe skips where it can't be had.</summary>
    protected abstract IFabrikStore Store { get; }

    internal static void NothingOfTheVictim<T>(T shown) => Assert.DoesNotContain(TwoTenants.Mark, TwoTenants.Text(shown), StringComparison.Ordinal);

    internal async Task ProbeAsync(Func<TwoTenants, Task> probe) => await probe(await TwoTenants.InAsync(Store));

    /// <summary>A probe that writes: afterwards the victim has exactly what they had.</summary>
    internal Task AttackAsync(Func<TwoTenants, Task> attack) => ProbeAsync(async both =>
    {
        var before = await both.AllAsync(both.Victim) + await both.AllAsync(both.VictimSecond);
        Assert.Contains(TwoTenants.Mark, before, StringComparison.Ordinal);
        await attack(both);
        Assert.Equal(before, await both.AllAsync(both.Victim) + await both.AllAsync(both.VictimSecond));
    });
}

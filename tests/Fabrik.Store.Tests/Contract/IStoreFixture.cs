using Fabrik.Core.Scope;
using Fabrik.Testing;

namespace Fabrik.Store.Tests.Contract;

/// <summary>An opened store for the contract tests; each test makes a tenant of its own in it.</summary>
public interface IStoreFixture
{
    IFabrikStore Store { get; }

    /// <summary>The clock the store was opened with.</summary>
    ManualTime Time { get; }

    async Task<ProjectScope> NewTenantAsync() =>
        new((await Store.Control.CreateTenantAsync("a tenant", ProjectId.Default, CancellationToken.None)).Id, ProjectId.Default);
}

using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>Collects conditions and their parameters. Every filter starts with the tenant, besides the policy that holds anyway.</summary>
internal sealed class ScopeFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<NpgsqlParameter> _parameters = [];

    public ScopeFilter(ProjectScope scope)
    {
        Add("tenant_id = {0}", Pg.Uuid(scope.Tenant.Value));
        Add("project_id = {0}", Pg.Text(scope.Project.Value));
    }

    public ReadOnlySpan<NpgsqlParameter> Parameters => _parameters.ToArray();

    /// <param name="condition">With <c>{0}</c> where the parameter goes.</param>
    public ScopeFilter Add(string condition, NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        _conditions.Add(condition.Replace("{0}", $"${_parameters.Count}", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Equal to a stored key; null for any.</summary>
    public ScopeFilter Key(string column, string? value) => value is null ? this : Add($"{column} = {{0}}", Pg.Text(StoredText.Key(value)));

    public ScopeFilter Run(RunId? run) => run is { } id ? Add("run_id = {0}", Pg.Text(id.Value)) : this;

    public ScopeFilter From(string column, UnixTime? since) => since is { } time ? Add($"{column} >= {{0}}", Pg.Long(time.Nanoseconds)) : this;

    public ScopeFilter Until(string column, UnixTime? until) => until is { } time ? Add($"{column} < {{0}}", Pg.Long(time.Nanoseconds)) : this;

    public string Next(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }

    public override string ToString() => string.Join(" AND ", _conditions);
}

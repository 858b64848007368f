using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Sqlite;

/// <summary>The part of a WHERE that scopes logs or metrics; a run or, without one, a service leads to the index.</summary>
internal sealed class ScopeFilter
{
    private readonly RunScope _scope;

    public ScopeFilter(RunScope scope)
    {
        _scope = StoredForm.Of(scope);

        // A '+' keeps a column from choosing the index.
        Sql = "project = ?"
            + (_scope.Run is null ? "" : " AND run = ?")
            + (_scope.Service is null ? "" : _scope.Run is null ? " AND service = ?" : " AND +service = ?")
            + (_scope.Agent is null ? "" : " AND agent = ?")
            + (_scope.Env is null ? "" : " AND env = ?");
    }

    public string Sql { get; }

    public Statement Bind(Statement statement, long project)
    {
        statement.Bind(project);
        if (_scope.Run is { } run) statement.Bind(run.Value);
        if (_scope.Service is not null) statement.Bind(_scope.Service);
        if (_scope.Agent is not null) statement.Bind(_scope.Agent);
        if (_scope.Env is not null) statement.Bind(_scope.Env);
        return statement;
    }

    /// <summary>The bounds of <c>time BETWEEN ? AND ?</c> for an inclusive start and an exclusive end.</summary>
    public static Statement BindWindow(Statement statement, UnixTime? since, UnixTime? until) =>
        statement.Bind(since?.Nanoseconds ?? 0).Bind(until?.Nanoseconds - 1 ?? long.MaxValue);
}

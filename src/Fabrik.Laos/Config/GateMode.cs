namespace Fabrik.Laos.Config;

/// <summary>What a failed lint does beside its exit code (laos.md §6).</summary>
public enum GateMode
{
    /// <summary>Nothing.</summary>
    Exit,

    /// <summary><c>review-laos-lint.json</c> says <c>changes_requested</c>.</summary>
    Review,

    /// <summary>The same, and a task a violation in <c>review-todo.json</c>.</summary>
    Todo,

    /// <summary><c>human-gate.json</c> blocks.</summary>
    Human,
}

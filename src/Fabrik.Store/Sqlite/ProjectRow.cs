using Fabrik.Core.Scope;

namespace Fabrik.Store.Sqlite;

/// <summary>Projects as a tenant's file numbers them, from the first write on.</summary>
internal static class ProjectRow
{
    /// <summary>Null when nothing was ever written to the project.</summary>
    public static long? Find(Database database, ProjectId project)
    {
        var row = database.Prepare("SELECT key FROM projects WHERE id = ?").Bind(project.Value);
        long? key = row.Step() ? row.Long(0) : null;
        row.End();
        return key;
    }
}

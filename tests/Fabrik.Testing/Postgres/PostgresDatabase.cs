namespace Fabrik.Testing.Postgres;

/// <summary>One database of the test server and the connection strings of the three roles that matter.</summary>
public sealed record PostgresDatabase(string Name, string SuperuserDsn, string OwnerDsn, string AppDsn);

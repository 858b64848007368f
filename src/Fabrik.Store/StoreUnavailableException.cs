namespace Fabrik.Store;

/// <summary>The store can't be opened or used, and a person must change something: the message says what.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
